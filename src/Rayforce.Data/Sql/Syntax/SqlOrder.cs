namespace Rayforce.Data;

/// <summary>What rows are ordered by.</summary>
/// <param name="Value">The expression.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
/// <param name="NullsFirst">Where nulls come; null for where Rayfall has them, which is the least.</param>
internal sealed record SqlOrder(SqlExpression Value, bool IsDescending, bool? NullsFirst);
