using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>
/// Aggregates. Those of Rayfall leave nulls out as those of SQL do, but for counts; and a sum of nothing is 0 there, a
/// null in SQL.
/// </summary>
internal sealed class SqlAggregates(SqlContext context, ExpressionTranslator rows)
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "COUNT", "SUM", "AVG", "MIN", "MAX", "FIRST", "LAST", "MEDIAN", "STDDEV", "STDDEV_SAMP", "STDDEV_POP", "VARIANCE",
        "VAR_SAMP", "VAR_POP",
    };

    private readonly Dictionary<string, Projection> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _ofNothing = new(StringComparer.Ordinal);

    /// <summary>What is computed of each group.</summary>
    public IReadOnlyCollection<Projection> Columns => _columns.Values;

    /// <summary>The one row of a table without rows: of one, a server computes no row.</summary>
    public RayTable OfNothing()
    {
        var names = Columns.Select(column => column.Name).ToArray();
        return new RayTable(
            new RaySymbolVector(names), new RayList([.. names.Select(name => new RayVector<long>(_ofNothing[name]))]));
    }

    /// <summary>Whether a function is one of many rows.</summary>
    public static bool IsAggregate(SqlExpression expression) =>
        expression is SqlExpression.Function function && Names.Contains(function.Name);

    /// <summary>An aggregate as what it is of the columns of groups.</summary>
    public RayExpression Of(SqlExpression.Function function)
    {
        if (function is { Name: "COUNT", Arguments.Count: 0 })
        {
            return function.IsDistinct
                ? throw context.Refuse(function.Position, "COUNT(DISTINCT *) is none: name a column")
                : Column(function.Filter is null ? Call("count", 1) : CountOf(Passes(function)), ofNothing: 0);
        }

        if (function.Arguments is not [var argument])
            throw context.Refuse(function.Position, $"{function.Name} takes one argument");
        if (SqlWalk.All(argument).Any(IsAggregate))
            throw context.Refuse(argument.Position, $"{function.Name} cannot be one of an aggregate");
        if (function is { IsDistinct: true, Name: not ("COUNT" or "MIN" or "MAX") })
            throw context.Refuse(function.Position, $"{function.Name} takes no DISTINCT");
        var value = rows.Value(argument);
        if (function.Filter is not null)
            value = If(Passes(function), value, Value(RayAtom<long>.Null));
        return function.Name switch
        {
            "COUNT" when function.IsDistinct => Distinct(value, Count(function, argument)),
            "COUNT" => Count(function, argument),
            "SUM" => If(Count(function, argument) > 0, Column(value.Sum()), Value(RayAtom<long>.Null)),
            "AVG" => Column(value.Average()),
            "MIN" => Column(value.Min()),
            "MAX" => Column(value.Max()),
            "FIRST" => Column(value.First()),
            "LAST" => Column(value.Last()),
            "MEDIAN" => Column(value.Median()),
            "STDDEV_POP" => Column(value.Deviation()),
            "VAR_POP" => Column(value.Deviation()) * Column(value.Deviation()),
            "VARIANCE" or "VAR_SAMP" => Column(value.SampleVariance()),
            _ => Column(value.SampleDeviation()),
        };
    }

    private static RayExpression CountOf(RayExpression condition) => If(condition, 1, 0).Sum();

    private RayExpression Passes(SqlExpression.Function function) => rows.Condition(function.Filter!, wanted: true);

    /// <summary>How many values are there.</summary>
    private RayExpression Count(SqlExpression.Function function, SqlExpression argument)
    {
        SqlExpression isThere = new SqlExpression.Not(
            argument.Position, new SqlExpression.IsNull(argument.Position, argument));
        var condition = function.Filter is null
            ? isThere
            : new SqlExpression.Logical(argument.Position, IsAnd: true, [function.Filter, isThere]);
        return Column(CountOf(rows.Condition(condition, wanted: true)), ofNothing: 0);
    }

    /// <summary>A null is a value among the distinct ones of Rayfall.</summary>
    private RayExpression Distinct(RayExpression value, RayExpression count) =>
        Column(value.Distinct().Count(), ofNothing: 0)
        - If(Column(Call("count", 1), ofNothing: 0) > count, 1, 0);

    /// <summary>A column of groups; the same is computed once.</summary>
    private RayExpression Column(RayExpression value, long? ofNothing = null)
    {
        var key = value.ToString();
        if (!_columns.TryGetValue(key, out var column))
        {
            _columns.Add(key, column = value.As(context.NewName("a")));
            _ofNothing.Add(column.Name, ofNothing ?? RayAtom<long>.Null.Value);
        }

        return Query.Column(column.Name);
    }
}
