using System.Runtime.InteropServices;
using CsCheck;
using Rayforce.Ipc;
using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Rayfall.Tests;

/// <summary>Generates requests as no client writes them: calls of anything with anything.</summary>
internal static class RequestGen
{
    private const int MaxDepth = 3;

    private static readonly Gen<string> Name = Gen.OneOf(
        Choice(
            "a", "b", "sym", "px", "x", "from", "where", "by", "take", "asc", "t", "t.a", "null", "self", ".sys", ""),
        Choice([.. BuiltinTable.Instance.Names]));

    private static readonly Gen<RaySymbolVector> Names = Name.Array[0, 4].Select(names => new RaySymbolVector(names));

    private static readonly Gen<long> Long =
        Gen.OneOf(Gen.Long[-3, 5], Gen.Const(long.MinValue), Gen.Const(long.MaxValue), Gen.Const(1L << 40), Gen.Long);

    private static readonly Gen<int> Int = Gen.OneOf(Gen.Int[-3, 5], Gen.Const(int.MinValue), Gen.Const(int.MaxValue));

    private static readonly Gen<short> Short = Gen.OneOf(Gen.Short[-3, 5], Gen.Const(short.MinValue));

    private static readonly Gen<double> Double = Gen.OneOf(
        Gen.Double[-3, 3],
        Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(1e308), Gen.Const(-0.0));

    private static readonly Gen<RayGuid> Guid = Gen.Byte.Array[16].Select(bytes => new RayGuid(bytes));

    // A peer may send a truth value that is neither 0 nor 1.
    private static readonly Gen<bool[]> Bools =
        Gen.OneOf(Gen.Byte[0, 1], Gen.Byte).Array[0, 5]
            .Select(bytes => MemoryMarshal.Cast<byte, bool>(bytes).ToArray());

    private static readonly Gen<string> Text =
        Gen.OneOf(Choice("", "a", "*", "[a", "%", "(+ 1 2)", "(select {from: t})", "\0", "\uFFFF"), Gen.String[0, 5]);

    private static readonly Gen<RayObject> Leaf = Gen.OneOf<RayObject>(
    [
        Atom(Long), Atom(Int), Atom(Short), Atom(Gen.Byte), Atom(Gen.Bool), Atom(Double), Atom(Gen.Float), Atom(Guid),
        Atom(Int.Select(days => new RayDate(days))),
        Atom(Int.Select(milliseconds => new RayTime(milliseconds))),
        Atom(Long.Select(nanoseconds => new RayTimestamp(nanoseconds))),
        Atom(Long.Select(nanoseconds => new RayTimespan(nanoseconds))),
        Gen.Byte.Select(value => (RayObject)new RayAtom<RayChar>(new RayChar(value))),
        Gen.OneOf<RayObject>(
            RayNull.Instance, RayAtom<bool>.Null, RayAtom<byte>.Null, RayAtom<float>.Null,
            RayString.Null, new RayError("type")),
        Text.Select(text => (RayObject)new RayString(text)),
        Text.Array[0, 4].Select(texts => (RayObject)new RayStringVector(texts)),
        Gen.Select(Name, Gen.Bool, (name, quoted) => (RayObject)new RaySymbol(name, quoted)),
        Gen.Select(Name, Gen.Bool, (name, quoted) => (RayObject)new RaySymbol(name, quoted)),
        Names.Select(names => (RayObject)names),
        Vector(Long), Vector(Int), Vector(Short), Vector(Gen.Byte), Vector(Double), Vector(Gen.Float), Vector(Guid),
        Vector(Int.Select(days => new RayDate(days))),
        Vector(Int.Select(milliseconds => new RayTime(milliseconds))),
        Vector(Long.Select(nanoseconds => new RayTimestamp(nanoseconds))),
        Vector(Long.Select(nanoseconds => new RayTimespan(nanoseconds))),
        Bools.Select(values => (RayObject)new RayVector<bool>(values)),
        Gen.Select(
            Gen.OneOf(RayType.Unary, RayType.Binary, RayType.Variadic),
            Name,
            (type, name) => (RayObject)new RayBuiltin(type, name)),
    ]);

    /// <summary>Any object, damaged ones among them.</summary>
    public static Gen<RayObject> Any { get; } = Gen.Recursive<RayObject>((depth, inner) =>
        depth >= MaxDepth ? Leaf : Gen.Frequency((3, Leaf), (2, Compound(inner))));

    /// <summary>A call of a builtin with anything, as often as not with as many arguments as it takes.</summary>
    public static Gen<RayObject> Call { get; } = Called(
        Gen.OneOf(Any, Any.Select(value => (RayObject)new RayList(new RaySymbol("quote"), value))));

    /// <summary>A call of a builtin, by its name or as an object, with such arguments.</summary>
    public static Gen<RayObject> Called(Gen<RayObject> argument) => Gen.Select(
        Choice([.. BuiltinTable.Instance.Names]).Select(name => new RayBuiltin(BuiltinTable.Instance.Find(name)!.Type, name)),
        Gen.Bool,
        Gen.Int[0, 7],
        argument.Array[4],
        (builtin, byName, random, arguments) => (RayObject)new RayList(
            [byName ? new RaySymbol(builtin.Name) : builtin, .. arguments[..Count(builtin, random)]]));

    /// <summary>A table as only a peer can make one: a dict's frame with the table's type.</summary>
    public static RayObject DamagedTable(RaySymbolVector names, RayObject[] columns)
    {
        const int typeOffset = 16;
        var frame = RaySerializer.SerializeFrame(new RayLambda(names, new RayList(columns)));
        frame[typeOffset] = (byte)RayType.Table;
        return RaySerializer.DeserializeFrame(frame, RayReadOptions.OlderCores);
    }

    /// <summary>A dict of anything, as only an older core can send it: a lambda's frame with the dict's type.</summary>
    public static RayObject DamagedDict(RayObject keys, RayObject values)
    {
        const int typeOffset = 16;
        var frame = RaySerializer.SerializeFrame(new RayLambda(keys, values));
        frame[typeOffset] = (byte)RayType.Dict;
        try
        {
            return RaySerializer.DeserializeFrame(frame, RayReadOptions.OlderCores);
        }
        catch (RayforceFormatException)
        {
            // There is an error somewhere inside, which cannot be sent.
            return new RayDict(new RayList(keys), new RayList(values));
        }
    }

    /// <summary>An error inside a value cannot be sent.</summary>
    private static RayObject Sendable(RayObject value) => value is RayError ? RayNull.Instance : value;

    private static int Count(RayBuiltin builtin, int random) => random > 4 || builtin.Type == RayType.Variadic
        ? random % 5
        : builtin.Type == RayType.Unary ? 1 : 2;

    private static Gen<RayObject> Compound(Gen<RayObject> inner) => Gen.OneOf<RayObject>(
        inner.Array[0, 4].Select(items => (RayObject)new RayList(items)),
        Gen.Select(
            Choice([.. BuiltinTable.Instance.Names]),
            inner.Array[0, 3],
            (name, arguments) => (RayObject)new RayList([new RaySymbol(name), .. arguments])),
        Gen.Select(Gen.OneOf(Names.Select(names => (RayObject)names), inner), inner)
            .Select(DamagedDict),
        Query(inner),
        Gen.Select(Gen.OneOf(Names.Select(names => (RayObject)names), inner), inner)
            .Select((parameters, body) => (RayObject)new RayLambda(parameters, body)),
        Table,
        Gen.Select(
            Names, Leaf.Array[0, 4],
            (names, columns) => DamagedTable(names, Array.ConvertAll(columns, Sendable))));

    /// <summary>Clauses in the shape of a query.</summary>
    private static Gen<RayObject> Query(Gen<RayObject> inner) => Gen.Select(
        Choice("where", "by", "take", "asc", "desc", "a", "px"),
        Choice("where", "by", "take", "asc", "desc", "a", "px"),
        Gen.OneOf(Table, inner, Gen.Const<RayObject>(new RaySymbol("t"))),
        inner,
        inner,
        (first, second, from, one, other) =>
            (RayObject)new RayDict(new RaySymbolVector("from", first, second), new RayList(from, one, other)));

    private static Gen<RayObject> Table => Gen.Select(
        Gen.Int[0, 4].SelectMany(rows => Gen.Select(
            Choice("a", "b", "px").Array[rows],
            Long.Array[rows],
            Double.Array[rows],
            Leaf.Array[rows])),
        columns => (RayObject)new RayTable(
            new RaySymbolVector("sym", "a", "px", "b"),
            new RayList(
                new RaySymbolVector(columns.Item1), new RayVector<long>(columns.Item2),
                new RayVector<double>(columns.Item3), new RayList(columns.Item4))));

    private static Gen<RayObject> Atom<T>(Gen<T> values)
        where T : unmanaged => values.Select(value => (RayObject)new RayAtom<T>(value));

    private static Gen<RayObject> Vector<T>(Gen<T> values)
        where T : unmanaged => values.Array[0, 5].Select(elements => (RayObject)new RayVector<T>(elements));

    private static Gen<string> Choice(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
