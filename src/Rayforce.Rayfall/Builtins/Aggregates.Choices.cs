using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Aggregates that choose one of the elements.</summary>
internal static partial class Aggregates
{
    private static readonly Aggregate LeastOf = new TypedAggregate("min", AggregateTypes.All, AggregateStates.Least);

    private static readonly Aggregate GreatestOf =
        new TypedAggregate("max", AggregateTypes.All, AggregateStates.Greatest);

    private static readonly Aggregate FirstOf = new TypedAggregate("first", AggregateTypes.All, AggregateStates.First);

    private static readonly Aggregate LastOf = new TypedAggregate("last", AggregateTypes.All, AggregateStates.Last);

    private static readonly Aggregate ModeOf = new TypedAggregate("mode", AggregateTypes.All, AggregateStates.Mode);

    private static IEnumerable<Builtin> Choices =>
    [
        new(RayType.Unary, "min", "The least element that is no null.")
        {
            Body = (evaluator, arguments) => Extreme(evaluator, LeastOf, "min", arguments[0]),
            Aggregate = LeastOf,
            Fused = (evaluator, inner, arguments) => OverResults(evaluator, LeastOf, inner, arguments),
            OfTwo = Choosing.Declare(Arithmetic.Min, Comparison.Less, "The lesser of two, element by element; a null is the least."),
        },
        new(RayType.Unary, "max", "The greatest element.")
        {
            Body = (evaluator, arguments) => Extreme(evaluator, GreatestOf, "max", arguments[0]),
            Aggregate = GreatestOf,
            Fused = (evaluator, inner, arguments) => OverResults(evaluator, GreatestOf, inner, arguments),
            OfTwo = Choosing.Declare(Arithmetic.Max, Comparison.Greater, "The greater of two, element by element."),
        },
        new(RayType.Unary, "first", "The first element, row or character.")
        {
            Body = (_, arguments) => End(arguments[0], "first", last: false),
            Aggregate = FirstOf,
        },
        new(RayType.Unary, "last", "The last element, row or character.")
        {
            Body = (_, arguments) => End(arguments[0], "last", last: true),
            Aggregate = LastOf,
        },
        new(RayType.Unary, "mode", "The most frequent element, of several the first.")
        {
            Traits = BuiltinTraits.MadeFirst,
            Body = (evaluator, arguments) => Mode(evaluator, arguments[0]),
            Aggregate = ModeOf,
        },
        new(RayType.Binary, "top", "The greatest elements, so many.")
        {
            Body = (evaluator, arguments) => Ordering.Extremes(evaluator, arguments, "top", descending: true),
            Aggregate = new TopAggregate(descends: true),
        },
        new(RayType.Binary, "bot", "The least elements, so many.")
        {
            Body = (evaluator, arguments) => Ordering.Extremes(evaluator, arguments, "bot", descending: false),
            Aggregate = new TopAggregate(descends: false),
        },
    ];

    private static Value Extreme(Evaluator evaluator, Aggregate aggregate, string name, Value value) => value switch
    {
        { List: { Count: 0 } } => throw Fault.Domain($"{name}: empty list has no {name}imum"),
        { List: { } list } => Over(evaluator, aggregate, Numbers(evaluator, name, list)),
        { Column: { } column } => Over(evaluator, aggregate, column),
        { Dict: not null } or { Table: not null } =>
            throw Fault.Type($"{name} expects a vector, atom, or list, got {TypeNames.Of(value)}"),
        _ => value,
    };

    private static Value End(Value value, string name, bool last)
    {
        switch (value)
        {
            case { Column: { } column }:
                var end = last ? column.Count - 1 : 0;
                // Among floats and I64 nulls do not count, among other types they do.
                if (column.HasNulls && (column.Elements.IsFloat || column.Elements.Type == RayType.I64))
                {
                    while ((uint)end < (uint)column.Count && column.IsNull(end))
                        end += last ? -1 : 1;
                }

                if ((uint)end >= (uint)column.Count)
                    return column is ListColumn ? ElementTypes.I64.NullAtom : column.Elements.NullAtom;
                return column.Elements.Type == RayType.F32 ? Value.Float64(column[end].Double) : column[end];
            case { Text: { } text }:
                if (text.Utf8.IsEmpty)
                    throw Fault.Domain($"{name}: empty string has no {name} char");
                return Value.String(last ? text.Memory[^1..] : text.Memory[..1]);
            case { Table: { } table }:
                if (table.RowCount == 0)
                    throw Fault.Domain($"{name}: empty table has no {name} row");
                var row = last ? table.RowCount - 1 : 0;
                return new DictValue(
                    ElementTypes.Symbol.Wrap(table.Names.ToArray()),
                    new ListColumn(Array.ConvertAll(table.Columns.ToArray(), column => column[row])));
            case { Dict: not null }:
                throw Fault.Type($"{name}: unsupported type DICT");
            default:
                return value;
        }
    }

    private static Value Mode(Evaluator evaluator, Value value)
    {
        switch (value)
        {
            case { List: { } list }:
                return list.Count == 0 ? ElementTypes.I64.NullAtom : Mode(evaluator, list);
            case { Column: { } column }:
                return Over(evaluator, ModeOf, column);
            case { Dict: not null } or { Table: not null }:
                throw Fault.Type($"mode expects an atom, vector, or list, got {TypeNames.Of(value)}");
            default:
                return value;
        }
    }

    /// <summary>The most frequent of items of several types, of equally frequent ones the first.</summary>
    private static Value MostFrequent(Evaluator evaluator, ListColumn list)
    {
        var groups = Grouping.Of(evaluator.Budget, evaluator.Workers, list);
        var counts = new int[groups.Count];
        foreach (var group in groups.GroupOfRow)
            counts[group]++;
        var most = -1;
        for (var group = 0; group < counts.Length; group++)
        {
            if (!list[groups.FirstRows[group]].IsNull && (most < 0 || counts[group] > counts[most]))
                most = group;
        }

        return most < 0 ? Value.Null : list[groups.FirstRows[most]];
    }

    // Atoms of one type as a vector of it.
    private static Value Mode(Evaluator evaluator, ListColumn list)
    {
        var type = list.Span[0].AtomType;
        foreach (var item in list.Span)
        {
            if (item.AtomType != type)
                type = null;
        }

        if (type is null)
            return MostFrequent(evaluator, list);
        var mode = Over(evaluator, ModeOf, type.FromAtoms(evaluator.Budget, list.Span));
        // The item itself: a symbol taken out of a vector is another one than the item that stood for it.
        foreach (var item in list.Span)
        {
            if (type is ElementType<int> && item.Bits == mode.Bits)
                return item;
        }

        return mode;
    }
}
