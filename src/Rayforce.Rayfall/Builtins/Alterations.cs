using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What <c>alter</c> makes of a value.</summary>
internal static class Alterations
{
    // As in native.
    private const int MostRemoved = 256;

    public static Value Apply(Evaluator evaluator, string verb, Value target, ReadOnlySpan<Value> operands) => verb switch
    {
        "set" => operands.Length < 2
            ? throw Fault.Domain($"alter set: expects 4 arguments (var, set, idx, val), got {operands.Length + 2}")
            : Set(evaluator, target, operands[0], operands[1]),
        "concat" => Concatenation.Concat(evaluator, target, operands[0]),
        "remove" => Remove(evaluator, target, operands[0]),
        _ => throw Fault.Domain("alter: unknown op, expected set, concat, or remove"),
    };

    private static Value Set(Evaluator evaluator, Value target, Value index, Value value)
    {
        if (target.Column is not { } column)
            throw Fault.Type($"alter set: target must be a vector or list, got {TypeNames.Of(target)}");
        evaluator.Budget.Charge(column.Count, ElementTypes.List.Width);
        var items = new Value[column.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = column[i];
        if (index.Column is { } many)
        {
            for (var i = 0; i < many.Count; i++)
            {
                var one = value.Column is { } values ? values.Count > i ? values[i] : ElementNull(column) : value;
                if (IndexOf(many[i]) is >= 0 and var at && at < items.Length)
                    items[at] = Fit(evaluator, column, one);
            }
        }
        else
        {
            var at = IndexOf(index);
            if (at < 0 || at >= items.Length)
                throw new RayfallException("index", $"alter set: no element {at} in {items.Length}");
            items[at] = Fit(evaluator, column, value);
        }

        return column.Elements.FromAtoms(evaluator.Budget, items);
    }

    private static Value Remove(Evaluator evaluator, Value target, Value index)
    {
        if (target.List is not { } list)
            throw Fault.Type($"alter remove: target must be a list, got {TypeNames.Of(target)}");
        var gone = new HashSet<long>();
        if (index.Column is { } many)
        {
            if (many.Count > MostRemoved)
                throw Fault.Limit($"alter remove: at most {MostRemoved} indices, got {many.Count}");
            for (var i = 0; i < many.Count; i++)
                gone.Add(IndexOf(many[i]));
        }
        else
        {
            gone.Add(IndexOf(index));
        }

        evaluator.Budget.Charge(list.Count, ElementTypes.List.Width);
        var left = new List<Value>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (!gone.Contains(i))
                left.Add(list[i]);
        }

        return new ListColumn([.. left]);
    }

    private static long IndexOf(Value index) => index.Scalar is { IsNumeric: true } type
        ? type.IsFloat ? (long)index.Double : index.Bits
        : throw Fault.Type($"alter set: index must be a numeric atom or a vector, got {TypeNames.Of(index)}");

    private static Value ElementNull(Column column) => column.Elements.NullAtom;

    /// <summary>A value as an element of a vector.</summary>
    private static Value Fit(Evaluator evaluator, Column column, Value value)
    {
        if (column is ListColumn || value.AtomType?.Type == column.Type)
            return value;
        return value.Scalar is { IsText: false } && column.Elements is { IsScalar: true, IsText: false }
            ? Casts.To(evaluator, value, column.Elements)
            : throw Fault.Type($"alter set: cannot put {TypeNames.Of(value)} into {TypeNames.Of(column)}");
    }
}
