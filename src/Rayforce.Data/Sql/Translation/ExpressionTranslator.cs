using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>
/// Expressions of SQL as those of Rayfall. A condition of SQL is true, false or unknown, one of Rayfall true or false,
/// and its nulls are less than everything and equal to each other: so a condition is translated by where it has to be
/// true, or by where it has to be false, and what could be null is asked whether it is.
/// </summary>
internal sealed partial class ExpressionTranslator(SqlContext context, SqlScope scope, SqlQueries queries)
{
    /// <summary>A null of a number, which goes with what stands beside it.</summary>
    private static readonly RayExpression Null = Query.Value(RayAtom<long>.Null);

    /// <summary>The value of an expression.</summary>
    /// <exception cref="RaySqlException">A server of Rayforce has no such thing.</exception>
    public RayExpression Value(SqlExpression expression)
    {
        if (scope.Replace(expression) is { } known)
            return known;
        return expression switch
        {
            SqlExpression.Column column => scope.Find(column) ?? throw UnknownColumn(column),
            _ when IsConstant(expression, out var value) => value is null ? Null : Literal(value),
            SqlExpression.Negation negation => -Value(negation.Operand),
            SqlExpression.Binary binary => Arithmetic(binary),
            SqlExpression.Case choice => Choice(choice),
            SqlExpression.Cast cast => Cast(cast),
            SqlExpression.Function function => Function(function),
            SqlExpression.Scalar scalar => queries.Scalar(scalar.Query).Value,
            _ => Condition(expression, wanted: true),
        };
    }

    /// <summary>The value of a constant; null for a null and for what is none.</summary>
    public RayObject? Constant(SqlExpression expression) => IsConstant(expression, out var value) ? value : null;

    /// <summary>Whether an expression is a constant that is null.</summary>
    public bool IsNull(SqlExpression expression) => IsConstant(expression, out var value) && value is null;

    /// <summary>Whether an expression is a literal, a parameter, or arithmetic of such.</summary>
    private bool IsConstant(SqlExpression expression, out RayObject? value)
    {
        value = null;
        switch (expression)
        {
            case SqlExpression.Literal literal:
                value = literal.Value;
                return true;
            case SqlExpression.Parameter parameter:
                value = context.ValueOf(parameter);
                return true;
            case SqlExpression.Negation negation:
                return IsConstant(negation.Operand, out var operand) && SqlConstants.IsNegated(operand, out value);
            case SqlExpression.Binary binary:
                return IsConstant(binary.Left, out var left) && IsConstant(binary.Right, out var right)
                    && SqlConstants.IsComputed(binary.Operator, left, right, out value);
            case SqlExpression.Cast
            {
                Value: SqlExpression.Literal { Value: RayString text }, TypeName: "DATE" or "TIME" or "TIMESTAMP",
            } cast:
                value = SqlMoment.Parse(cast.TypeName, text.Value)
                    ?? throw context.Refuse(cast.Position, $"'{text.Value}' is no {cast.TypeName}");
                return true;
            default:
                return false;
        }
    }

    /// <summary>A text is a String, which servers compare with Symbols too.</summary>
    public static RayExpression Literal(RayObject value) => value switch
    {
        RayString text => text.Value,
        RaySymbol symbol => symbol.Name,
        _ => Query.Value(value),
    };

    private RaySqlException UnknownColumn(SqlExpression.Column column) => context.Refuse(
        column.Position,
        scope is GroupScope
            ? $"The column '{SqlText.Of(column)}' is neither grouped by nor in an aggregate"
            : $"There is no column '{SqlText.Of(column)}' here");

    private RayExpression Arithmetic(SqlExpression.Binary binary)
    {
        var left = Value(binary.Left);
        var right = Value(binary.Right);
        return binary.Operator switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "%" => Remainder(left, right),
            _ => Call("concat", left, right),
        };
    }

    /// <summary>The remainder has the dividend's sign; Rayfall's has the divisor's.</summary>
    private static RayExpression Remainder(RayExpression left, RayExpression right)
    {
        // Two comparisons are not compared with each other: natively that is false in a query.
        var rest = left % right;
        return If(((left < 0) & (rest > 0)) | ((left > 0) & (rest < 0)), rest - right, rest);
    }

    private RayExpression Choice(SqlExpression.Case choice)
    {
        var otherwise = choice.Otherwise is { } last ? Value(last) : Null;
        return choice.Branches.Reverse().Aggregate(
            otherwise, (rest, branch) => If(Condition(branch.When, wanted: true), Value(branch.Then), rest));
    }

    private RayExpression Cast(SqlExpression.Cast cast)
    {
        if (cast.TypeName is "BOOLEAN" or "BOOL")
        {
            return Condition(
                new SqlExpression.Comparison(
                    cast.Position, "<>", cast.Value, new SqlExpression.Literal(cast.Position, new RayAtom<long>(0))),
                wanted: true);
        }

        var type = SqlTypes.Find(cast.TypeName)
            ?? throw context.Refuse(cast.Position, $"There is no type {cast.TypeName}");
        return Call("as", Symbol(type), Value(cast.Value));
    }
}
