namespace Rayforce.Data;

/// <summary>A query.</summary>
/// <param name="Position">Where it begins in the text.</param>
/// <param name="IsDistinct">Whether rows come once.</param>
/// <param name="Items">What it selects.</param>
/// <param name="From">The table; null for one row of nothing.</param>
/// <param name="Where">Which rows.</param>
/// <param name="GroupBy">What rows are grouped by.</param>
/// <param name="Having">Which groups.</param>
/// <param name="OrderBy">The order.</param>
/// <param name="Limit">How many rows at most.</param>
/// <param name="Offset">How many rows to pass over.</param>
/// <param name="Union">The query whose rows follow; order and limit are of the whole.</param>
/// <param name="UnionIsAll">Whether rows that come twice stay.</param>
internal sealed record SqlSelect(
    int Position,
    bool IsDistinct,
    IReadOnlyList<SqlItem> Items,
    SqlTable? From,
    SqlExpression? Where,
    IReadOnlyList<SqlExpression> GroupBy,
    SqlExpression? Having,
    IReadOnlyList<SqlOrder> OrderBy,
    SqlExpression? Limit,
    SqlExpression? Offset,
    SqlSelect? Union = null,
    bool UnionIsAll = false);
