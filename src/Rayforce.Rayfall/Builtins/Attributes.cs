using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// What is known of vectors: their attributes and indices. The engine is fast without them; they are kept so that a
/// program that sets and asks them gets native's answers.
/// </summary>
internal static class Attributes
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, ".attr.set", "A vector that is known to be sorted, unique, grouped or parted.") { Body = Set, Traits = BuiltinTraits.Idle },
        new(RayType.Unary, ".attr.get", "The attributes of a vector.") { Body = Get },
        new(RayType.Unary, ".attr.drop", "A vector without attributes.") { Body = Drop, Traits = BuiltinTraits.Idle },
        new(RayType.Unary, ".idx.uses", "How often the indices of a table were used.") { Body = Uses, Traits = BuiltinTraits.Idle },
        Index("zone", IndexKind.Zone, "A vector with an index of its least and greatest."),
        Index("hash", IndexKind.Hash, "A vector with an index of its elements."),
        Index("sort", IndexKind.Sort, "A vector with an index of its order."),
        Index("bloom", IndexKind.Bloom, "A vector with a filter of its elements."),
        new(RayType.Unary, ".idx.drop", "A vector without an index.") { Body = Drop, Traits = BuiltinTraits.Idle },
        new(RayType.Unary, ".idx.has?", "Whether a vector has an index.")
        {
            Body = static (_, arguments) => Value.Bool(arguments[0].Column?.Annotation?.Index is not null),
        },
        new(RayType.Variadic, ".idx.info", "What the index of a vector is; of a table's column how it is held.") { Body = Info },
    ];

    private static Builtin Index(string name, IndexKind kind, string summary) => new(RayType.Unary, $".idx.{name}", summary)
    {
        Body = (_, arguments) => new Value(Indexed(name, kind, arguments[0])),
        Traits = BuiltinTraits.Idle,
    };

    private static Column Indexed(string name, IndexKind kind, Value value)
    {
        if (value.Column is not { } column || column is ListColumn)
            throw Fault.Type($"{name}: index can only attach to a vector");
        if (column.Elements.IsText && kind != IndexKind.Hash && !(kind == IndexKind.Part && column.Elements.IsScalar))
        {
            throw Fault.NotYet(
                $"{name}: only numeric/temporal vectors supported (got type {(int)column.Type})");
        }

        return column.Annotated((column.Annotation ?? new Annotation()) with { Index = kind, IsUnique = false });
    }

    private static Value Set(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsSymbol)
            throw Fault.Type("attr.set: first arg must be a symbol");
        var name = evaluator.Symbols.Text(arguments[0].SymbolId);
        if (name is not ("sorted" or "unique" or "grouped" or "parted"))
            throw Fault.Domain("attr.set: unknown attribute (want sorted/unique/grouped/parted)");
        if (arguments[1].Column is Column<Guid>)
            throw Fault.NotYet($"{name}: guids are not supported");
        if (name == "grouped")
            return Grouped("hash", IndexKind.Hash, arguments[1]);
        if (arguments[1].Column is not { } column || column is ListColumn)
            throw Fault.Type($"{name}: attribute applies to vectors only");
        if (name == "sorted")
        {
            if (column.Elements.IsText)
                throw Fault.NotYet($"sorted: only numeric vectors supported in v1 (type {(int)column.Type})");
            // Native takes no null as less than anything.
            if ((column.Count > 1 && column.HasNulls) || !IsAscending(evaluator, column))
                throw Fault.Domain("sorted: column is not in non-descending order");
            return column.Annotated((column.Annotation ?? new Annotation()) with { IsSorted = true });
        }

        if (name == "parted")
        {
            var parted = Grouped("part", IndexKind.Part, arguments[1]);
            return !(column.Count > 1 && column.HasNulls) && IsAscending(evaluator, column)
                ? parted
                : throw Fault.Domain("parted: column is not laid out as ascending value-blocks");
        }

        return Groups(evaluator, column) == column.Count - Math.Max(0, Nulls(column) - 1)
            ? Indexed("unique", IndexKind.Hash, arguments[1]).Annotated(
                (column.Annotation ?? new Annotation()) with { IsUnique = true, Index = column.Annotation?.Index ?? IndexKind.Unique })
            : throw Fault.Domain("unique: column contains duplicate values");
    }

    /// <summary>A vector with an index of its groups; one without duplicates stays known as that.</summary>
    private static Column Grouped(string name, IndexKind kind, Value value)
    {
        var indexed = Indexed(name, kind, value);
        return indexed.Annotated(indexed.Annotation! with { IsUnique = value.Column!.Annotation?.IsUnique == true });
    }

    private static Value Get(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var annotation = arguments[0].Column?.Annotation;
        var names = new List<int>();
        if (annotation?.IsSorted == true)
            names.Add(evaluator.Symbols.Intern("sorted"u8));
        if (annotation?.IsUnique == true)
            names.Add(evaluator.Symbols.Intern("unique"u8));
        if (annotation?.Index is { } kind && AttributeOf(kind) is { } name)
            names.Add(evaluator.Symbols.Intern(name));
        return ElementTypes.Symbol.Wrap(names.ToArray(), hasNulls: false);
    }

    private static string? AttributeOf(IndexKind kind) => kind switch
    {
        IndexKind.Hash => "grouped",
        IndexKind.Part => "parted",
        _ => null,
    };

    private static Value Drop(Evaluator evaluator, ReadOnlySpan<Value> arguments) =>
        arguments[0].Column is { Annotation: { } annotation } column
            ? new Value(column.Annotated(annotation.Target is null ? null : new Annotation { Target = annotation.Target }))
            : arguments[0].IsSymbol ? Value.Name(arguments[0].SymbolId) : arguments[0];

    private static Value Uses(Evaluator evaluator, ReadOnlySpan<Value> arguments) => arguments[0].Table is not null
        ? Runtime.Dict(evaluator)
        : throw Fault.Type($".idx.uses expects a table, got {TypeNames.Of(arguments[0])}");

    private static Value Info(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 1)
            return arguments[0].Column is { } vector ? Describe(evaluator, vector) : Value.Null;
        if (arguments.Length != 2)
            throw Fault.Arity(".idx.info: expected (col) or (table 'col)");
        if (arguments[0].Table is not { } table || !arguments[1].IsSymbol)
            throw Fault.Type($".idx.info: expected (table 'col), got {TypeNames.Of(arguments[0], arguments[1])}");
        var column = table.Find(arguments[1].SymbolId) ?? throw Fault.Domain(".idx.info: no such column");
        return Runtime.Dict(
            evaluator,
            ("gen", Value.Int64(0)),
            ("enc", Runtime.Dict(evaluator)),
            ("encoded_bytes", Value.Int64(column.Size)),
            ("raw_bytes", Value.Int64(column.Size)),
            ("materialized", Value.False),
            ("index", Describe(evaluator, column)));
    }

    private static Value Describe(Evaluator evaluator, Column column)
    {
        if (column.Annotation?.Index is not { } kind)
            return Value.Null;
        var count = column.Count;
        (string, Value)[] own = kind switch
        {
            IndexKind.Hash =>
            [
                ("capacity", Power(Math.Max(8, 2L * count))),
                ("n_keys", Value.Int64(count - Nulls(column))),
                ("n_groups", Value.Int64(Groups(evaluator, column))),
            ],
            IndexKind.Part => [("n_parts", Value.Int64(Groups(evaluator, column)))],
            IndexKind.Zone => Zone(evaluator, column),
            IndexKind.Sort => [("perm_len", Value.Int64(count))],
            IndexKind.Bloom =>
            [
                ("m_bits", Power(Math.Max(64, 10L * count))),
                ("k", Value.Int64(3)),
                ("n_keys", Value.Int64(count - Nulls(column))),
            ],
            _ => [],
        };
        var title = kind == IndexKind.Unique ? "none" : kind.ToString().ToLowerInvariant();
        return Runtime.Dict(
            evaluator,
            [
                ("kind", Value.Name(evaluator.Symbols.Intern(title))),
                ("length", Value.Int64(count)),
                ("parent_type", Value.Int64((int)column.Type)),
                ("saved_attrs", Value.Int64(column.HasNulls ? 64 : 0)),
                .. own,
            ]);

        static Value Power(long least) => Value.Int64((long)BitOperations.RoundUpToPowerOf2((ulong)least));
    }

    private static (string, Value)[] Zone(Evaluator evaluator, Column column)
    {
        Value? least = null, greatest = null;
        for (var i = 0; i < column.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            if (column.IsNull(i))
                continue;
            var element = column[i];
            if (least is null || column.Elements.Compare(evaluator.Symbols, element, least.Value) < 0)
                least = element;
            if (greatest is null || column.Elements.Compare(evaluator.Symbols, element, greatest.Value) > 0)
                greatest = element;
        }

        return [("min", Plain(least)), ("max", Plain(greatest)), ("n_nulls", Value.Int64(Nulls(column)))];

        Value Plain(Value? element) => column.Elements.IsFloat
            ? element is { } number ? Value.Float64(number.Double) : Value.Float64(0)
            : Value.Int64(element?.Bits ?? 0);
    }

    private static int Nulls(Column column)
    {
        var count = 0;
        for (var i = 0; column.HasNulls && i < column.Count; i++)
            count += column.IsNull(i) ? 1 : 0;
        return count;
    }

    private static int Groups(Evaluator evaluator, Column column) =>
        column.Count == 0 ? 0 : Grouping.Of(evaluator.Budget, evaluator.Workers, [column]).Count;

    private static bool IsAscending(Evaluator evaluator, Column column)
    {
        for (var i = 1; i < column.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            if (column.Elements.Compare(evaluator.Symbols, column[i - 1], column[i]) > 0)
                return false;
        }

        return true;
    }

}
