using System.Text;
using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <content>Conditions.</content>
internal sealed partial class ExpressionTranslator
{
    /// <summary>What is true exactly where a condition of SQL is true, or exactly where it is false.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="wanted">Which.</param>
    public RayExpression Condition(SqlExpression condition, bool wanted) => scope.Replace(condition) is { } known
        ? wanted ? known : Call("==", known, false)
        : ConditionOf(condition, wanted);

    private RayExpression ConditionOf(SqlExpression condition, bool wanted) => condition switch
    {
        SqlExpression.Logical logical => Together(
            logical.IsAnd == wanted, [.. logical.Operands.Select(operand => Condition(operand, wanted))]),
        SqlExpression.Not not => Condition(not.Operand, !wanted),
        SqlExpression.Comparison comparison => Comparison(comparison, wanted),
        SqlExpression.Distinction distinction => Call(
            wanted ? "!=" : "==", Value(distinction.Left), Value(distinction.Right)),
        SqlExpression.In list => In(list, wanted),
        SqlExpression.InQuery query => InQuery(query, wanted),
        SqlExpression.Like like => Like(like, wanted),
        SqlExpression.IsNull isNull => Missing(isNull.Value, wanted),
        SqlExpression.IsTruth isTruth => wanted
            ? Condition(isTruth.Value, isTruth.Truth)
            : Call("not", Condition(isTruth.Value, isTruth.Truth)),
        SqlExpression.Exists exists => queries.HasRows(exists.Query, wanted),
        SqlExpression.Literal { Value: RayAtom<bool> truth } => truth.Value == wanted,
        _ when IsNull(condition) => false,
        SqlExpression.Literal or SqlExpression.Binary or SqlExpression.Negation => throw context.Refuse(
            condition.Position, "This is no condition"),
        _ => wanted ? Value(condition) : Call("==", Value(condition), false),
    };

    private static RayExpression Together(bool isAnd, RayExpression[] conditions) => conditions.Length == 1
        ? conditions[0]
        : Call(isAnd ? "and" : "or", conditions);

    private static bool IsPredicate(SqlExpression expression) => expression
        is SqlExpression.Logical or SqlExpression.Not or SqlExpression.Comparison or SqlExpression.In
        or SqlExpression.InQuery or SqlExpression.Like;

    private RayExpression Comparison(SqlExpression.Comparison comparison, bool wanted)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        if (IsNull(left) || IsNull(right))
            return false;
        // A truth value is compared by what it is: its column is a condition.
        if (comparison.Operator is "=" or "<>" && Constant(right) is RayAtom<bool> truth)
            return Condition(left, truth.Value == (comparison.Operator == "=") == wanted);
        var sign = wanted ? comparison.Operator : comparison.Operator switch
        {
            "=" => "<>",
            "<>" => "=",
            "<" => ">=",
            "<=" => ">",
            ">" => "<=",
            _ => "<",
        };
        var holds = Call(sign switch { "=" => "==", "<>" => "!=", _ => sign }, Value(left), Value(right));
        // A null on the greater side makes nothing true that has a null on its less side only.
        var isLeftAsked = sign is "<>" or "<" or "<=" || (sign == "=" && MayBeNull(right));
        var isRightAsked = sign is "<>" or ">" or ">=";
        return Guarded(holds, isLeftAsked ? left : null, isRightAsked ? right : null);
    }

    /// <summary>A condition, where some values are there.</summary>
    private RayExpression Guarded(RayExpression condition, params SqlExpression?[] values)
    {
        var present = values.OfType<SqlExpression>().Where(MayBeNull).Select(value => Present(value)).ToList();
        return present.Count == 0 ? condition : Call("and", [.. present, condition]);
    }

    private RayExpression Present(SqlExpression value) => Missing(value, wanted: false);

    /// <summary>Whether a value is null, or whether it is there.</summary>
    private RayExpression Missing(SqlExpression value, bool wanted)
    {
        if (value is SqlExpression.Scalar scalar)
            return queries.Scalar(scalar.Query).Missing(wanted);
        if (IsNull(value))
            return wanted;
        if (!MayBeNull(value))
            return !wanted;
        if (value is SqlExpression.Case choice && scope.Replace(value) is null)
        {
            var otherwise = choice.Otherwise is { } last ? Missing(last, wanted) : wanted;
            return choice.Branches.Reverse().Aggregate(
                otherwise, (rest, branch) => If(Condition(branch.When, wanted: true), Missing(branch.Then, wanted), rest));
        }

        if (IsPredicate(value) && scope.Replace(value) is null)
        {
            var isKnown = Call("or", Condition(value, true), Condition(value, false));
            return wanted ? Call("not", isKnown) : isKnown;
        }

        var isNull = Value(value).IsNull();
        return wanted ? isNull : Call("not", isNull);
    }

    /// <summary>Whether a value can be null at all; a constant has no column that could be asked.</summary>
    private bool MayBeNull(SqlExpression value) => value switch
    {
        _ when IsConstant(value, out var constant) => constant is null,
        SqlExpression.IsNull or SqlExpression.IsTruth or SqlExpression.Distinction or SqlExpression.Exists => false,
        SqlExpression.Function { Name: "COUNT" } => false,
        SqlExpression.Case { Otherwise: { } otherwise } choice =>
            MayBeNull(otherwise) || choice.Branches.Any(branch => MayBeNull(branch.Then)),
        SqlExpression.Case => true,
        SqlExpression.Scalar => true,
        _ => SqlWalk.Columns(value).Any() || scope.Replace(value) is not null
            || SqlWalk.All(value).Any(part => part is SqlExpression.Scalar or SqlExpression.Function),
    };

    private RayExpression In(SqlExpression.In list, bool wanted)
    {
        var constants = list.Items.Select(Constant).ToList();
        var hasNull = list.Items.Any(IsNull);
        var present = constants.OfType<RayObject>().ToList();
        if (present.Count + list.Items.Count(IsNull) == list.Items.Count
            // Symbols are among symbols and Strings among strings, but both are equal to a text.
            && SqlVectors.Of(present, mixes: false) is { } values and not RaySymbolVector)
        {
            if (IsNull(list.Value) || (!wanted && hasNull))
                return false;
            var isIn = Value(list.Value).IsIn(Query.Value(values));
            return wanted ? Guarded(isIn, list.Value) : Guarded(Call("not", isIn), list.Value);
        }

        return Condition(
            new SqlExpression.Logical(
                list.Position,
                IsAnd: false,
                [.. list.Items.Select(item => new SqlExpression.Comparison(item.Position, "=", list.Value, item))]),
            wanted);
    }

    private RayExpression InQuery(SqlExpression.InQuery query, bool wanted)
    {
        var found = queries.Values(query.Query);
        var isIn = Value(query.Value).IsIn(found.Values);
        var isPresent = MayBeNull(query.Value) ? Present(query.Value) : null;
        if (wanted)
            return isPresent is null ? isIn : Call("and", isPresent, isIn);
        // Nothing is in no rows, not even a null; and what is not in rows with a null may be that null.
        var isOut = Call("and", found.HasNoNull, Call("not", isIn));
        return Call("or", found.IsEmpty, isPresent is null ? isOut : Call("and", isPresent, isOut));
    }

    private RayExpression Like(SqlExpression.Like like, bool wanted)
    {
        if (IsNull(like.Value) || IsNull(like.Pattern))
            return false;
        var pattern = TextOf(like.Pattern)
            ?? throw context.Refuse(like.Pattern.Position, "The pattern of LIKE is a text or a parameter");
        var escape = like.Escape is null ? null
            : TextOf(like.Escape) is { Length: 1 } letter ? letter
            : throw context.Refuse(like.Escape.Position, "ESCAPE takes one letter");
        var matches = Call(
            like.IgnoresCase ? "ilike" : "like", Value(like.Value), Pattern(like.Pattern, pattern, escape?[0]));
        return wanted ? Guarded(matches, like.Value) : Guarded(Call("not", matches), like.Value);
    }

    /// <summary>The text of a constant; null where it is none.</summary>
    private string? TextOf(SqlExpression expression) => Constant(expression) switch
    {
        RayString text => text.Value,
        RaySymbol symbol => symbol.Name,
        _ => null,
    };

    /// <summary>A pattern of LIKE as Rayfall has it; what means something there stands in brackets.</summary>
    private string Pattern(SqlExpression place, string pattern, char? escape)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            var isEscaped = letter == escape;
            if (isEscaped)
            {
                letter = ++i < pattern.Length
                    ? pattern[i]
                    : throw context.Refuse(place.Position, "The pattern ends with its escape");
            }

            text.Append((letter, isEscaped) switch
            {
                ('%', false) => "*",
                ('_', false) => "?",
                ('*' or '?' or '[' or ']', _) => $"[{letter}]",
                _ => letter.ToString(),
            });
        }

        return text.ToString();
    }
}
