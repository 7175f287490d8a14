namespace Rayforce.Data;

/// <summary>What a text of SQL asks for.</summary>
/// <param name="Position">Where it begins in the text.</param>
internal abstract record SqlCommand(int Position)
{
    /// <summary><c>SELECT</c>.</summary>
    public sealed record Select(int Position, SqlSelect Query) : SqlCommand(Position);

    /// <summary><c>INSERT</c>, of rows or of what a query has.</summary>
    public sealed record Insert(
        int Position,
        string Table,
        IReadOnlyList<string> Columns,
        IReadOnlyList<IReadOnlyList<SqlExpression>> Rows,
        SqlSelect? Query,
        SqlConflict? Conflict)
        : SqlCommand(Position);

    /// <summary><c>UPDATE</c>.</summary>
    public sealed record Update(
        int Position, string Table, string? Alias, IReadOnlyList<SqlAssignment> Assignments, SqlExpression? Where)
        : SqlCommand(Position);

    /// <summary><c>DELETE</c>.</summary>
    public sealed record Delete(int Position, string Table, string? Alias, SqlExpression? Where) : SqlCommand(Position);
}
