namespace Rayforce.Data;

/// <summary>The parts of expressions.</summary>
internal static class SqlWalk
{
    /// <summary>An expression and all its parts, but for queries within it.</summary>
    public static IEnumerable<SqlExpression> All(SqlExpression expression) =>
        Parts(expression).SelectMany(All).Prepend(expression);

    /// <summary>The parts of an expression, but for queries within it.</summary>
    public static IEnumerable<SqlExpression> Parts(SqlExpression expression) => expression switch
    {
        SqlExpression.Negation negation => [negation.Operand],
        SqlExpression.Binary binary => [binary.Left, binary.Right],
        SqlExpression.Comparison comparison => [comparison.Left, comparison.Right],
        SqlExpression.Distinction distinction => [distinction.Left, distinction.Right],
        SqlExpression.Logical logical => logical.Operands,
        SqlExpression.Not not => [not.Operand],
        SqlExpression.In list => list.Items.Prepend(list.Value),
        SqlExpression.InQuery query => [query.Value],
        SqlExpression.Like like => like.Escape is { } escape ? [like.Value, like.Pattern, escape] : [like.Value, like.Pattern],
        SqlExpression.IsNull isNull => [isNull.Value],
        SqlExpression.IsTruth isTruth => [isTruth.Value],
        SqlExpression.Cast cast => [cast.Value],
        SqlExpression.Case choice => choice.Branches.SelectMany(branch => new[] { branch.When, branch.Then })
            .Concat(choice.Otherwise is { } otherwise ? [otherwise] : []),
        SqlExpression.Function function => function.Filter is { } filter
            ? function.Arguments.Append(filter)
            : function.Arguments,
        _ => [],
    };

    /// <summary>The columns in an expression.</summary>
    public static IEnumerable<SqlExpression.Column> Columns(SqlExpression expression) =>
        All(expression).OfType<SqlExpression.Column>();
}
