using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Where elements stand in a column: numbers are equal across types, everything else within its own.</summary>
internal static class Matching
{
    /// <summary>The first row of a column that has each of some elements, -1 where none has.</summary>
    public static int[] Find(Budget budget, Workers workers, Column column, Column elements)
    {
        budget.Charge(elements.Count, sizeof(int));
        var result = LargeArray.Allocate<int>(elements.Count);
        if (!TryUnify(budget, workers, ref column, ref elements))
        {
            result.AsSpan().Fill(-1);
            return result;
        }

        // Both behind each other are grouped; a group that begins among the elements has no row of the column.
        var groups = Grouping.Of(budget, workers, column.Elements.Concat(budget, [column, elements]));
        var numbers = groups.GroupOfRow.AsSpan(column.Count);
        for (var i = 0; i < result.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            var row = groups.FirstRows[numbers[i]];
            result[i] = row < column.Count ? row : -1;
        }

        return result;
    }

    /// <summary>A value as the column of its elements, or of itself.</summary>
    public static Column ToColumn(Budget budget, Value value) =>
        value.Column ?? value.AtomType?.FromAtoms(budget, [value]) ?? new ListColumn(value);

    /// <summary>Numbers of any type as numbers of a wider one; nothing for what are no numbers.</summary>
    public static RowExpression<T>? Widen<T>(RowExpression expression, ElementType<T> elements)
        where T : unmanaged, INumber<T> => expression switch
    {
        { Elements.IsNumeric: false } => null,
        RowExpression<T> same => same,
        RowExpression<byte> e => new ConversionExpression<byte, T>(elements, e),
        RowExpression<short> e => new ConversionExpression<short, T>(elements, e),
        RowExpression<int> e => new ConversionExpression<int, T>(elements, e),
        RowExpression<long> e => new ConversionExpression<long, T>(elements, e),
        RowExpression<float> e => new ConversionExpression<float, T>(elements, e),
        RowExpression<double> e => new ConversionExpression<double, T>(elements, e),
        _ => null,
    };

    /// <summary>Brings two columns to one type, in which equal elements are the same key.</summary>
    /// <returns>Whether any of their elements can be equal.</returns>
    private static bool TryUnify(Budget budget, Workers workers, ref Column left, ref Column right)
    {
        // A list of atoms of one type is a vector for this purpose.
        if (left is ListColumn || right is ListColumn)
            (left, right) = (Narrow(budget, left), Narrow(budget, right));
        if (left is ListColumn || right is ListColumn)
        {
            (left, right) = (ToList(budget, left), ToList(budget, right));
            return true;
        }

        if (left.Type == right.Type)
            return true;
        if (!left.Elements.IsNumeric || !right.Elements.IsNumeric)
            return false;
        var isFloat = left.Elements.IsFloat || right.Elements.IsFloat;
        (left, right) = (Widened(left), Widened(right));
        return true;

        Column Widened(Column column)
        {
            var expression = RowExpressions.Of(column)!;
            return isFloat
                ? Widen(expression, ElementTypes.F64)!.ToColumn(budget, workers, column.Count)
                : Widen(expression, ElementTypes.I64)!.ToColumn(budget, workers, column.Count);
        }
    }

    private static Column Narrow(Budget budget, Column column) =>
        column is ListColumn list ? Collapsing.Collapse(budget, list.Memory.ToArray()) : column;

    private static ListColumn ToList(Budget budget, Column column) =>
        column as ListColumn ?? (ListColumn)ElementTypes.List.Concat(budget, [column]);
}
