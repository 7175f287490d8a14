namespace Rayforce.Data;

/// <summary>One thing that a query selects.</summary>
/// <param name="Position">Where it begins in the text.</param>
/// <param name="Value">The expression; null for <c>*</c>.</param>
/// <param name="Name">Its name, or the table of <c>table.*</c>.</param>
internal sealed record SqlItem(int Position, SqlExpression? Value, string? Name);
