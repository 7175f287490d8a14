namespace Rayforce.Queries;

/// <summary>A query whose result is a table, which can be queried further.</summary>
public abstract class TableQuery : RayQuery
{
    private protected TableQuery()
    {
    }

    /// <summary>The table as an operand of an expression.</summary>
    /// <param name="query">The query.</param>
    public static implicit operator RayExpression(TableQuery query) =>
        query?.ToExpression() ?? throw new ArgumentNullException(nameof(query));

    /// <summary>The columns of the result, where the query says which; otherwise a null reference.</summary>
    internal virtual IReadOnlyCollection<string>? ResultColumns => null;

    /// <summary>
    /// The table as an operand of an expression. C# converts it by itself; F# converts no type by what its base offers.
    /// </summary>
    public RayExpression ToExpression() => new SubqueryExpression(this);

    /// <summary>Which columns the result has: <c>select</c>. Without, it has all.</summary>
    /// <param name="columns">Columns by name, or computed ones with their name by
    /// <see cref="RayExpression.As"/>.</param>
    /// <exception cref="ArgumentException">There is none, one comes twice, or a name is a clause: from, where, by,
    /// take, asc, desc.</exception>
    public virtual SelectQuery Select(params Projection[] columns) => SelectQuery.All(this).Select(columns);

    /// <summary>Only the rows where a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    public virtual SelectQuery Where(RayExpression condition) => SelectQuery.All(this).Where(condition);

    /// <summary>One row for each group: <c>by</c>.</summary>
    /// <param name="groups">Columns by name, or computed buckets with their name by
    /// <see cref="RayExpression.As"/>.</param>
    /// <exception cref="ArgumentException">There is none, one comes twice, or a name is a clause: from, where, by,
    /// take, asc, desc.</exception>
    public virtual SelectQuery By(params Projection[] groups) => SelectQuery.All(this).By(groups);

    /// <summary>The rows in ascending order of columns of the result: <c>xasc</c>.</summary>
    /// <param name="columns">The columns, the first one first.</param>
    /// <exception cref="ArgumentException">There is none, or the query has no such column in its result.</exception>
    public TableQuery OrderBy(params string[] columns) => Order("xasc", nameof(OrderBy), columns);

    /// <summary>The rows in descending order of columns of the result: <c>xdesc</c>.</summary>
    /// <param name="columns">The columns, the first one first.</param>
    /// <exception cref="ArgumentException">There is none, or the query has no such column in its result.</exception>
    public TableQuery OrderByDescending(params string[] columns) => Order("xdesc", nameof(OrderByDescending), columns);

    /// <summary>The first rows, or those after an offset: <c>take</c>. Where there are fewer, all there are.</summary>
    /// <param name="count">How many.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <remarks>Native's <c>take</c> with a plain number begins anew when the rows run out; with a range it
    /// does not.</remarks>
    public TableQuery Take(long count, long offset = 0) =>
        Range(Positive(offset, nameof(Take), nameof(offset)), Positive(count, nameof(Take), nameof(count)));

    /// <summary>The last rows: <c>take</c>. Where there are fewer, all there are.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public TableQuery TakeLast(long count) => Range(-Positive(count, nameof(TakeLast), nameof(count)), count);

    /// <summary>A row for each element of the columns that hold lists: <c>ungroup</c>, wire version 3.</summary>
    public TableQuery Ungroup() => new TableFunction("ungroup", this);

    /// <summary>These rows, then those of another table: <c>concat</c>.</summary>
    /// <param name="other">A table with the same columns.</param>
    public TableQuery Concat(TableQuery other) => new TableFunction("concat", this, other);

    /// <summary>The rows that have a match in another table, with its columns: <c>inner-join</c>.</summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have, which match where they are equal.</param>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public TableQuery InnerJoin(TableQuery other, params string[] on) => new JoinQuery("inner-join", this, other, on);

    /// <summary>
    /// Every row, with the columns of its match in another table, null where there is none: <c>left-join</c>.
    /// </summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have, which match where they are equal.</param>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public TableQuery LeftJoin(TableQuery other, params string[] on) => new JoinQuery("left-join", this, other, on);

    /// <summary>
    /// Every row of both tables, with the columns of its match in the other, null where there is none:
    /// <c>full-join</c>, wire version 3.
    /// </summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have, which match where they are equal.</param>
    /// <exception cref="ArgumentException">No column is named.</exception>
    /// <remarks>Core 2.11 has it, core 2.1.8 does not.</remarks>
    public TableQuery FullJoin(TableQuery other, params string[] on) => new JoinQuery("full-join", this, other, on);

    /// <summary>The rows that have no match in another table: <c>anti-join</c>, wire version 3.</summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have, which match where they are equal.</param>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public TableQuery AntiJoin(TableQuery other, params string[] on) => new JoinQuery("anti-join", this, other, on);

    /// <summary>Every row, with the last row of another table that is not later: <c>asof-join</c>.</summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have: those that are equal, then the one of time.</param>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public TableQuery AsofJoin(TableQuery other, params string[] on) => new JoinQuery("asof-join", this, other, on);

    /// <summary>
    /// Every row, with aggregates of the rows of another table whose time lies in a window around it, the row before
    /// the window included: <c>window-join</c>.
    /// </summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have: those that are equal, then the one of time.</param>
    /// <param name="window">The window.</param>
    /// <param name="aggregates">What to make of the other table's columns, with names by
    /// <see cref="RayExpression.As"/>.</param>
    /// <exception cref="ArgumentException">No column or no aggregate is named.</exception>
    public TableQuery WindowJoin(TableQuery other, string[] on, Window window, params Projection[] aggregates) =>
        new WindowJoinQuery("window-join", this, other, on, window, aggregates);

    /// <summary>As <see cref="WindowJoin"/>, without the row before the window: <c>window-join1</c>.</summary>
    /// <param name="other">The other table.</param>
    /// <param name="on">The columns that both have: those that are equal, then the one of time.</param>
    /// <param name="window">The window.</param>
    /// <param name="aggregates">What to make of the other table's columns, with names by
    /// <see cref="RayExpression.As"/>.</param>
    /// <exception cref="ArgumentException">No column or no aggregate is named.</exception>
    public TableQuery WindowJoin1(TableQuery other, string[] on, Window window, params Projection[] aggregates) =>
        new WindowJoinQuery("window-join1", this, other, on, window, aggregates);

    /// <summary>
    /// A row for each value of one column, a column for each value of another: <c>pivot</c>, wire version 3.
    /// </summary>
    /// <param name="rows">The column whose values name the rows.</param>
    /// <param name="columns">The column whose values name the columns.</param>
    /// <param name="values">The column whose values are aggregated.</param>
    /// <param name="aggregate">How.</param>
    /// <exception cref="ArgumentException">A name is empty or has a NUL.</exception>
    public TableQuery Pivot(string rows, string columns, string values, PivotAggregate aggregate) =>
        new PivotQuery(this, rows, columns, values, aggregate);

    private TableFunction Order(string function, string method, string[] columns)
    {
        var keys = JoinQuery.Keys(method, columns);
        if (ResultColumns is { } known && Array.Find(columns, column => !known.Contains(column)) is { } missing)
        {
            throw new ArgumentException(
                $"{method}: the result has no column '{missing}'; it has {string.Join(", ", known)}. " +
                "Order the table before the Select.",
                nameof(columns));
        }

        return new TableFunction(function, this, new ValueExpression(keys)) { Columns = ResultColumns };
    }

    private TableFunction Range(long offset, long count) =>
        new("take", this, new[] { offset, count }) { Columns = ResultColumns };

    private static long Positive(long number, string method, string parameter) => number >= 0
        ? number
        : throw new ArgumentOutOfRangeException(parameter, number, $"{method}: a count of rows is not negative.");
}
