namespace Rayforce.Data;

/// <summary>An expression of SQL.</summary>
/// <param name="Position">Where it begins in the text.</param>
internal abstract record SqlExpression(int Position)
{
    /// <summary>A column, with its table where the text names it.</summary>
    public sealed record Column(int Position, string? Table, string Name) : SqlExpression(Position);

    /// <summary>A number, text, truth value or moment; the null is a null reference.</summary>
    public sealed record Literal(int Position, RayObject? Value) : SqlExpression(Position);

    /// <summary>A parameter, by its name or, where the text has <c>?</c>, its place from 0.</summary>
    public sealed record Parameter(int Position, string? Name, int Index) : SqlExpression(Position);

    /// <summary>The negative of a number.</summary>
    public sealed record Negation(int Position, SqlExpression Operand) : SqlExpression(Position);

    /// <summary>Arithmetic, or <c>||</c>.</summary>
    public sealed record Binary(int Position, string Operator, SqlExpression Left, SqlExpression Right)
        : SqlExpression(Position);

    /// <summary>A comparison.</summary>
    public sealed record Comparison(int Position, string Operator, SqlExpression Left, SqlExpression Right)
        : SqlExpression(Position);

    /// <summary><c>IS [NOT] DISTINCT FROM</c>.</summary>
    public sealed record Distinction(int Position, SqlExpression Left, SqlExpression Right, bool IsNegated)
        : SqlExpression(Position);

    /// <summary>Several conditions, all or any of which have to hold.</summary>
    public sealed record Logical(int Position, bool IsAnd, IReadOnlyList<SqlExpression> Operands)
        : SqlExpression(Position);

    /// <summary><c>NOT</c>.</summary>
    public sealed record Not(int Position, SqlExpression Operand) : SqlExpression(Position);

    /// <summary><c>IN</c> a list.</summary>
    public sealed record In(int Position, SqlExpression Value, IReadOnlyList<SqlExpression> Items)
        : SqlExpression(Position);

    /// <summary><c>IN</c> a query.</summary>
    public sealed record InQuery(int Position, SqlExpression Value, SqlSelect Query) : SqlExpression(Position);

    /// <summary><c>LIKE</c>.</summary>
    public sealed record Like(
        int Position, SqlExpression Value, SqlExpression Pattern, SqlExpression? Escape, bool IgnoresCase)
        : SqlExpression(Position);

    /// <summary><c>IS NULL</c>.</summary>
    public sealed record IsNull(int Position, SqlExpression Value) : SqlExpression(Position);

    /// <summary><c>IS TRUE</c> and <c>IS FALSE</c>.</summary>
    public sealed record IsTruth(int Position, SqlExpression Value, bool Truth) : SqlExpression(Position);

    /// <summary><c>CASE</c>, with the conditions of its branches.</summary>
    public sealed record Case(
        int Position, IReadOnlyList<(SqlExpression When, SqlExpression Then)> Branches, SqlExpression? Otherwise)
        : SqlExpression(Position);

    /// <summary><c>CAST</c>.</summary>
    public sealed record Cast(int Position, SqlExpression Value, string TypeName) : SqlExpression(Position);

    /// <summary>A call. <c>COUNT(*)</c> has no arguments.</summary>
    public sealed record Function(
        int Position, string Name, IReadOnlyList<SqlExpression> Arguments, bool IsDistinct, SqlExpression? Filter)
        : SqlExpression(Position);

    /// <summary>A query that stands for its one value.</summary>
    public sealed record Scalar(int Position, SqlSelect Query) : SqlExpression(Position);

    /// <summary>Whether a query has rows.</summary>
    public sealed record Exists(int Position, SqlSelect Query) : SqlExpression(Position);
}
