using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>What an expression of a query has become.</summary>
/// <param name="Kind">What it is one of.</param>
/// <param name="Value">Its value, where it is there: of rows or groups a column.</param>
/// <param name="Rows">How it is computed row by row, where it is not there yet.</param>
/// <param name="IsCell">Whether a column is one value, which each row would have.</param>
internal readonly record struct Operand(OperandKind Kind, Value Value, RowExpression? Rows = null, bool IsCell = false)
{
    public static Operand Constant(Value value) => new(OperandKind.Constant, value);

    /// <summary>One value for all rows that was computed from them.</summary>
    public static Operand Aggregate(Value value) => new(OperandKind.Aggregate, value);

    public static Operand Of(RowExpression rows) => new(OperandKind.Rows, default, rows);

    /// <summary>A column with an element for each row.</summary>
    public static Operand OfRows(Column column) => new(OperandKind.Rows, new Value(column));

    /// <summary>A column made of the rows as a whole, of any length.</summary>
    public static Operand Whole(Column column) => new(OperandKind.Whole, new Value(column));

    /// <summary>A column with an element for each group.</summary>
    public static Operand OfGroups(Column column) => new(OperandKind.Aggregate, new Value(column));

    /// <summary>A list with a value for each group that was made of its rows as a whole.</summary>
    public static Operand OfParts(Column values) => new(OperandKind.Whole, new Value(values));
}
