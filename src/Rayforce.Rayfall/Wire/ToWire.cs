using System.Runtime.CompilerServices;
using Rayforce.Ipc;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Wire;

/// <summary>Makes objects of the wire of values. Vectors of numbers are not copied; symbols become names again.</summary>
internal readonly struct ToWire(Symbols symbols, Budget budget)
{
    /// <summary>What an item of a list takes at least: its place, and an object of its own.</summary>
    private const int ItemSize = 64;

    /// <summary>The object of a value.</summary>
    /// <exception cref="RayfallException">It nests deeper than a frame may, or takes too much memory.</exception>
    public RayObject Convert(Value value) => Convert(value, depth: 1);

    private RayObject Convert(Value value, int depth)
    {
        if (depth > WireLimits.MaxDepth)
            throw Fault.Limit($"a value nests more than {WireLimits.MaxDepth} deep");
        Budget.RequireStack();
        if (value.Scalar is { } type)
            return Atom(type, value);
        switch (value.Datum)
        {
            case null:
                return RayNull.Instance;
            case TextAtom text:
                budget.Charge(text.Utf8.Length);
                return text is { IsFlaggedNull: true, Utf8.IsEmpty: true } ? RayString.Null : new RayString(text.Utf8);
            case GuidAtom guid:
                return new RayAtom<RayGuid>(Unsafe.BitCast<Guid, RayGuid>(guid.Value));
            case Column column:
                return Column(column, depth);
            case DictValue dict:
                return new RayDict(Column(dict.Keys, depth + 1), Column(dict.Values, depth + 1), RayAttributes.None);
            case TableValue table:
                var columns = new RayObject[table.Columns.Length];
                for (var i = 0; i < columns.Length; i++)
                    columns[i] = Column(table.Columns[i], depth + 2);
                return new RayTable(Symbols(table.Names.ToArray(), hasNulls: false), RayList.Wrap(columns), table.RowCount);
            case Lambda lambda:
                return new RayLambda(
                    Convert(lambda.Parameters, depth + 1), Convert(lambda.Body, depth + 1), Captured(lambda, depth + 1));
            case Function { Name: { } name } builtin:
                return new RayBuiltin(builtin.Type, name);
            default:
                throw Fault.Type("a value of a kind that cannot travel");
        }
    }

    private RayObject Atom(ElementType type, Value atom)
    {
        var bits = atom.Bits;
        return type.Type switch
        {
            RayType.B8 => new RayAtom<bool>(bits != 0),
            RayType.U8 => new RayAtom<byte>((byte)bits),
            RayType.I16 => new RayAtom<short>((short)bits),
            RayType.I32 => new RayAtom<int>((int)bits),
            RayType.I64 => new RayAtom<long>(bits),
            RayType.F32 => new RayAtom<float>((float)atom.Double),
            RayType.F64 => atom.IsNotFinite ? new RayAtom<double>(ElementTypes.F64.Null, flaggedNull: false) : new RayAtom<double>(atom.Double),
            RayType.Date => new RayAtom<RayDate>(new RayDate((int)bits)),
            RayType.Time => new RayAtom<RayTime>(new RayTime((int)bits)),
            RayType.Timestamp => new RayAtom<RayTimestamp>(new RayTimestamp(bits)),
            RayType.Timespan => new RayAtom<RayTimespan>(new RayTimespan(bits)),
            _ => new RaySymbol(symbols.Utf8(atom.SymbolId), quoted: !atom.IsName),
        };
    }

    private RayObject Column(Column column, int depth)
    {
        var nulls = column.HasNulls ? RayAttributes.HasNulls : RayAttributes.None;
        switch (column)
        {
            case Column<byte> c when c.Elements.Type == RayType.B8:
                return new RayVector<bool>(CastMemory<byte, bool>.Of(c.Memory), nulls);
            case Column<byte> c: return new RayVector<byte>(c.Memory, nulls);
            case Column<short> c: return new RayVector<short>(c.Memory, nulls);
            case Column<float> c: return new RayVector<float>(c.Memory, nulls);
            case Column<double> c: return new RayVector<double>(c.Memory, nulls);
            case Column<Guid> c: return new RayVector<RayGuid>(CastMemory<Guid, RayGuid>.Of(c.Memory), nulls);
            case Column<int> c:
                return c.Elements.Type switch
                {
                    RayType.Date => new RayVector<RayDate>(CastMemory<int, RayDate>.Of(c.Memory), nulls),
                    RayType.Time => new RayVector<RayTime>(CastMemory<int, RayTime>.Of(c.Memory), nulls),
                    RayType.Symbol => Symbols(c.Memory, c.HasNulls),
                    _ => new RayVector<int>(c.Memory, nulls),
                };
            case Column<long> c:
                return c.Elements.Type switch
                {
                    RayType.Timestamp => new RayVector<RayTimestamp>(CastMemory<long, RayTimestamp>.Of(c.Memory), nulls),
                    RayType.Timespan => new RayVector<RayTimespan>(CastMemory<long, RayTimespan>.Of(c.Memory), nulls),
                    _ => new RayVector<long>(c.Memory, nulls),
                };
            case TextColumn c:
                return Texts(c, nulls);
            case ListColumn list:
                budget.Charge(list.Count, ItemSize);
                var items = new RayObject[list.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    if (i % Budget.BlockSize == 0)
                        budget.Check();
                    items[i] = Convert(list[i], depth + 1);
                }

                return RayList.Wrap(items);
            default:
                throw Fault.Type("a column of a kind that cannot travel");
        }
    }

    private RaySymbolVector Symbols(ReadOnlyMemory<int> ids, bool hasNulls)
    {
        var source = new SymbolTexts(symbols, ids);
        // The sum is only made where the texts might be too long: it asks every symbol.
        var most = ids.Length * (symbols.Longest + (long)RaySymbolVector.Gap);
        budget.Charge(most <= budget.Left ? most : source.Size() + (long)ids.Length * RaySymbolVector.Gap);
        return new RaySymbolVector(source, hasNulls ? RayAttributes.HasNulls : RayAttributes.None);
    }

    private RayStringVector Texts(TextColumn column, RayAttributes nulls)
    {
        var source = new ColumnTexts(column);
        budget.Charge(source.Size() + (long)column.Count * RayStringVector.Gap);
        return new RayStringVector(source, nulls);
    }

    private RayDict? Captured(Lambda lambda, int depth)
    {
        if (lambda.CapturedNames.Length == 0)
            return null;
        var values = new RayObject[lambda.CapturedValues.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Convert(lambda.CapturedValues[i], depth + 2);
        return new RayDict(Symbols(lambda.CapturedNames.ToArray(), hasNulls: false), RayList.Wrap(values));
    }
}
