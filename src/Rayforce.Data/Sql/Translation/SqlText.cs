using System.Text;

namespace Rayforce.Data;

/// <summary>Expressions as a text that is the same for the same, and that names a column which has no name.</summary>
internal static class SqlText
{
    public static string Of(SqlExpression expression) => expression switch
    {
        SqlExpression.Column { Table: { } table } column => $"{table}.{column.Name}",
        SqlExpression.Column column => column.Name,
        SqlExpression.Literal { Value: RayString text } => $"'{text.Value}'",
        SqlExpression.Literal literal => literal.Value?.ToRayfall() ?? "null",
        SqlExpression.Parameter parameter => parameter.Name is { } name ? $"@{name}" : $"?{parameter.Index}",
        SqlExpression.Negation negation => $"-{Of(negation.Operand)}",
        SqlExpression.Binary binary => $"({Of(binary.Left)} {binary.Operator} {Of(binary.Right)})",
        SqlExpression.Comparison comparison =>
            $"({Of(comparison.Left)} {comparison.Operator} {Of(comparison.Right)})",
        SqlExpression.Distinction distinction =>
            $"({Of(distinction.Left)} is distinct from {Of(distinction.Right)})",
        SqlExpression.Logical logical => $"({string.Join(logical.IsAnd ? " and " : " or ", logical.Operands.Select(Of))})",
        SqlExpression.Not not => $"(not {Of(not.Operand)})",
        SqlExpression.In list => $"({Of(list.Value)} in ({All(list.Items)}))",
        SqlExpression.Like like => $"({Of(like.Value)} like {Of(like.Pattern)})",
        SqlExpression.IsNull isNull => $"({Of(isNull.Value)} is null)",
        SqlExpression.IsTruth isTruth => $"({Of(isTruth.Value)} is {(isTruth.Truth ? "true" : "false")})",
        SqlExpression.Cast cast => $"cast({Of(cast.Value)} as {cast.TypeName.ToLowerInvariant()})",
        SqlExpression.Case choice => OfCase(choice),
        SqlExpression.Function function => OfFunction(function),
        // Two queries are the same where they are one.
        _ => $"query at {expression.Position}",
    };

    private static string All(IEnumerable<SqlExpression> expressions) => string.Join(", ", expressions.Select(Of));

    private static string OfCase(SqlExpression.Case choice)
    {
        var text = new StringBuilder("case");
        foreach (var (when, then) in choice.Branches)
            text.Append(" when ").Append(Of(when)).Append(" then ").Append(Of(then));
        if (choice.Otherwise is { } otherwise)
            text.Append(" else ").Append(Of(otherwise));
        return text.Append(" end").ToString();
    }

    private static string OfFunction(SqlExpression.Function function)
    {
        var arguments = function is { Name: "COUNT", Arguments.Count: 0 } ? "*" : All(function.Arguments);
        return $"{function.Name.ToLowerInvariant()}({(function.IsDistinct ? "distinct " : "")}{arguments})"
            + (function.Filter is { } filter ? $" filter (where {Of(filter)})" : "");
    }
}
