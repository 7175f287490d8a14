using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <content>Functions of values.</content>
internal sealed partial class ExpressionTranslator
{
    private RayExpression Function(SqlExpression.Function function)
    {
        if (SqlAggregates.IsAggregate(function))
            throw context.Refuse(function.Position, $"The aggregate {function.Name} cannot stand here");
        if (function.IsDistinct || function.Filter is not null)
            throw context.Refuse(function.Position, $"{function.Name} is no aggregate: it takes no DISTINCT or FILTER");
        var arguments = function.Arguments;
        return (function.Name, arguments.Count) switch
        {
            ("ABS", 1) => Of("abs"),
            ("CEIL" or "CEILING", 1) => Of("ceil"),
            ("FLOOR", 1) => Of("floor"),
            ("ROUND", 1) => Of("round"),
            ("ROUND", 2) => Rounded(function),
            ("SQRT", 1) => Of("sqrt"),
            ("EXP", 1) => Of("exp"),
            ("LN", 1) => Of("log"),
            ("POWER" or "POW", 2) => Of("pow"),
            ("SIN", 1) => Of("sin"),
            ("COS", 1) => Of("cos"),
            ("TAN", 1) => Of("tan"),
            ("SIGN", 1) => Of("signum"),
            ("MOD", 2) => Remainder(Value(arguments[0]), Value(arguments[1])),
            ("UPPER", 1) => Of("upper"),
            ("LOWER", 1) => Of("lower"),
            ("TRIM", 1) => Of("trim"),
            ("OCTET_LENGTH", 1) => Of("strlen"),
            ("SUBSTRING" or "SUBSTR", 3) => Of("substr"),
            ("REPLACE", 3) => Of("replace"),
            ("CONCAT", >= 2) => arguments.Skip(1).Aggregate(
                Value(arguments[0]), (left, right) => Call("concat", left, Value(right))),
            ("YEAR", 1) => Of("yyyy"),
            ("MONTH", 1) => Of("mm"),
            ("DAY", 1) => Of("dd"),
            ("HOUR", 1) => Of("hh"),
            ("MINUTE", 1) => Of("minute"),
            ("SECOND", 1) => Of("ss"),
            ("COALESCE" or "IFNULL", >= 1) => Coalesced(arguments),
            ("NULLIF", 2) => If(
                Condition(
                    new SqlExpression.Comparison(function.Position, "=", arguments[0], arguments[1]), wanted: true),
                Null,
                Value(arguments[0])),
            ("IF" or "IIF", 3) => If(
                Condition(arguments[0], wanted: true), Value(arguments[1]), Value(arguments[2])),
            _ => throw context.Refuse(
                function.Position, $"There is no function {function.Name} of {arguments.Count} arguments"),
        };

        RayExpression Of(string name) => Call(name, [.. arguments.Select(Value)]);
    }

    private RayExpression Rounded(SqlExpression.Function function)
    {
        if (Constant(function.Arguments[1]) is not RayAtom<long> { Value: >= 0 and <= 15 } digits)
            throw context.Refuse(function.Arguments[1].Position, "ROUND takes a number of digits from 0 to 15");
        var scale = Math.Pow(10, digits.Value);
        return (Value(function.Arguments[0]) * scale).Round() / scale;
    }

    private RayExpression Coalesced(IReadOnlyList<SqlExpression> values)
    {
        var rest = Value(values[^1]);
        for (var i = values.Count - 2; i >= 0; i--)
        {
            if (IsNull(values[i]))
                continue;
            rest = MayBeNull(values[i]) ? If(Missing(values[i], wanted: true), rest, Value(values[i])) : Value(values[i]);
        }

        return rest;
    }
}
