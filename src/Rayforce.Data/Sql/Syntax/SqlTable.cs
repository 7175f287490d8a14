namespace Rayforce.Data;

/// <summary>What stands behind <c>FROM</c>.</summary>
/// <param name="Position">Where it begins in the text.</param>
internal abstract record SqlTable(int Position)
{
    /// <summary>A table of the server.</summary>
    public sealed record Named(int Position, string Name, string? Alias) : SqlTable(Position);

    /// <summary>A query in brackets.</summary>
    public sealed record Derived(int Position, SqlSelect Query, string Alias) : SqlTable(Position);

    /// <summary>Two tables; with <c>USING</c> the columns that both have, with <c>ON</c> a condition, else every pair.
    /// </summary>
    public sealed record Join(
        int Position, SqlJoinKind Kind, SqlTable Left, SqlTable Right, SqlExpression? On, IReadOnlyList<string>? Using)
        : SqlTable(Position);
}
