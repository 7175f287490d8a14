using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>A query of SQL as one of tables.</summary>
internal sealed class SelectTranslator
{
    private readonly SqlContext _context;
    private readonly SqlQueries _queries;

    public SelectTranslator(SqlContext context) => (_context, _queries) = (context, new SqlQueries(context));

    /// <summary>The query, and the columns of its result where the text says which.</summary>
    /// <exception cref="RaySqlException">A server of Rayforce cannot carry it out.</exception>
    public (TableQuery Table, IReadOnlyList<string>? Columns) Translate(SqlSelect query)
    {
        try
        {
            var (table, columns) = query.Union is not null ? Union(query)
                : query.From is null ? Constants(query)
                : Rows(query);
            var limited = Limited(table, query);
            var whole = _queries.Around(limited);
            return (ReferenceEquals(whole, limited) ? limited : Table(whole), columns);
        }
        catch (ArgumentException e)
        {
            throw _context.Refuse(query.Position, e.Message, e);
        }
    }

    private (TableQuery Table, IReadOnlyList<string>? Columns) Rows(SqlSelect query)
    {
        var source = new SourceTranslator(_context, _queries).Translate(query);
        var items = source.Expand(query.Items);
        var expressions = new ExpressionTranslator(_context, source.Scope, _queries);
        if (IsGrouped(query, items))
        {
            var (groups, ofGroups) = Grouped(query, items, source.Table, expressions);
            return Selected(query, items, groups, ofGroups);
        }

        var table = Filtered(query, source.Table, expressions);
        if (query.Having is { } having)
            throw _context.Refuse(having.Position, "HAVING wants groups or aggregates");
        return Selected(query, items, table, expressions);
    }

    private static TableQuery Filtered(SqlSelect query, TableQuery table, ExpressionTranslator rows) =>
        query.Where is { } where ? table.Where(rows.Condition(where, wanted: true)) : table;

    private static bool IsGrouped(SqlSelect query, IReadOnlyList<SqlItem> items) =>
        query.GroupBy.Count > 0 || Shown(query, items).SelectMany(SqlWalk.All).Any(SqlAggregates.IsAggregate);

    /// <summary>The expressions that see groups.</summary>
    private static IEnumerable<SqlExpression> Shown(SqlSelect query, IReadOnlyList<SqlItem> items) =>
    [
        .. items.Select(item => item.Value).OfType<SqlExpression>(),
        .. query.OrderBy.Select(order => order.Value),
        .. query.Having is { } having ? [having] : Array.Empty<SqlExpression>(),
    ];

    private (TableQuery Table, ExpressionTranslator Expressions) Grouped(
        SqlSelect query, IReadOnlyList<SqlItem> items, TableQuery source, ExpressionTranslator rows)
    {
        var known = new Dictionary<string, RayExpression>(StringComparer.Ordinal);
        var groups = new List<Projection>();
        foreach (var key in query.GroupBy.Select(key => ItemOf(key, items, preferNames: true) ?? key))
        {
            // A constant makes no groups, and a server takes none to group by.
            if (known.ContainsKey(SqlText.Of(key)) || !SqlWalk.Columns(key).Any())
                continue;
            var group = rows.Value(key).As(_context.NewName("g"));
            groups.Add(group);
            known.Add(SqlText.Of(key), Column(group.Name));
        }

        var aggregates = new SqlAggregates(_context, rows);
        foreach (var aggregate in Shown(query, items).SelectMany(SqlWalk.All).OfType<SqlExpression.Function>()
            .Where(SqlAggregates.IsAggregate))
        {
            known[SqlText.Of(aggregate)] = aggregates.Of(aggregate);
        }

        Projection[] columns = aggregates.Columns.Count > 0
            ? [.. aggregates.Columns]
            : [Call("count", 1).As(_context.NewName("a"))];
        RayExpression grouped = groups.Count > 0 ? Filtered(query, source, rows).By([.. groups]).Select(columns)
            : query.GroupBy.Count > 0 ? Filtered(query, source, rows).Select(columns)
            : AsOneGroup(query, source, rows, columns, aggregates);
        var expressions = new ExpressionTranslator(_context, new GroupScope(known), _queries);
        // A name that is given to something selected stands for it, where nothing that is grouped by has it.
        foreach (var item in items.Where(item => item is { Name: not null, Value: not null }))
            known.TryAdd(item.Name!, expressions.Value(item.Value!));
        TableQuery result = Table(grouped);
        return (
            query.Having is { } having ? result.Where(expressions.Condition(Named(having, items), wanted: true)) : result,
            expressions);
    }

    /// <summary>All rows together, which are one group though there be none.</summary>
    private RayExpression AsOneGroup(
        SqlSelect query, TableQuery source, ExpressionTranslator rows, Projection[] columns, SqlAggregates aggregates)
    {
        if (query.From is SqlTable.Named named)
            return OneRow(Column(named.Name), source);
        var name = _context.NewName("r");
        return Call(Lambda([name], OneRow(Column(name), Table(Column(name)))), source);

        RayExpression OneRow(RayExpression all, TableQuery table) => If(
            Call("==", Call("count", all), 0),
            Value(aggregates.OfNothing()),
            Filtered(query, table, rows).Select(columns));
    }

    private (TableQuery Table, IReadOnlyList<string>? Columns) Selected(
        SqlSelect query, IReadOnlyList<SqlItem> items, TableQuery table, ExpressionTranslator expressions)
    {
        var isEverything = items is [{ Value: null }];
        var names = isEverything ? null : NamesOf(items);
        var orders = query.OrderBy
            .Select(order => (Order: order, Item: IndexOf(order.Value, items), Value: Named(order.Value, items))).ToList();
        var ordersResult = names is not null && orders.TrueForAll(order => order.Item >= 0);
        if (!ordersResult)
        {
            if (query.IsDistinct && names is not null)
            {
                throw _context.Refuse(
                    orders.Find(order => order.Item < 0).Value.Position,
                    "With DISTINCT, rows are ordered by what is selected");
            }

            table = new SqlOrdering(_context).Apply(
                table, orders.Select(order => (order.Order, expressions.Value(order.Value))));
        }

        if (names is not null)
        {
            table = Table(table).Select(
                [.. items.Select((item, i) => expressions.Value(item.Value!).As(names[i]))]);
        }

        if (query.IsDistinct)
            table = Table(Call("distinct", table));
        if (ordersResult)
        {
            table = new SqlOrdering(_context).Apply(
                table, orders.Select(order => (order.Order, Column(names![order.Item]))));
        }

        return (table, names);
    }

    /// <summary>One row of constants.</summary>
    private (TableQuery Table, IReadOnlyList<string>? Columns) Constants(SqlSelect query)
    {
        if ((query.Where ?? query.Having ?? query.GroupBy.FirstOrDefault() ?? query.OrderBy.FirstOrDefault()?.Value) is { } extra)
            throw _context.Refuse(extra.Position, "Without FROM there are no rows to choose from");
        var star = query.Items.FirstOrDefault(item => item.Value is null);
        if (star is not null)
            throw _context.Refuse(star.Position, "Without FROM there are no columns");
        var names = NamesOf(query.Items);
        var expressions = new ExpressionTranslator(_context, new TableScope(null, []), _queries);
        return (
            Table(Call(
                "table",
                Value(new RaySymbolVector([.. names])),
                Call("list", [.. query.Items.Select(item => Call("enlist", expressions.Value(item.Value!)))]))),
            names);
    }

    private (TableQuery Table, IReadOnlyList<string>? Columns) Union(SqlSelect query)
    {
        var (left, names) = new SelectTranslator(_context).Translate(((SqlTable.Derived)query.From!).Query);
        var (right, others) = new SelectTranslator(_context).Translate(query.Union!);
        if (names is null || others is null)
            throw _context.Refuse(query.Union!.Position, "Both sides of UNION name their columns");
        if (names.Count != others.Count)
            throw _context.Refuse(query.Union!.Position, $"UNION of {names.Count} columns and {others.Count}");
        var table = left.Concat(names.SequenceEqual(others)
            ? right
            : Table(right).Select([.. names.Select((name, i) => Column(others[i]).As(name))]));
        if (!query.UnionIsAll)
            table = Table(Call("distinct", table));
        var expressions = new ExpressionTranslator(_context, new TableScope(null, names), _queries);
        SqlItem[] items = [.. names.Select(name => new SqlItem(0, new SqlExpression.Column(0, null, name), name))];
        return (
            new SqlOrdering(_context).Apply(
                table, query.OrderBy.Select(order => (order, expressions.Value(Named(order.Value, items))))),
            names);
    }

    private TableQuery Limited(TableQuery table, SqlSelect query)
    {
        if (query.Limit is null && query.Offset is null)
            return table;
        return table.Take(
            query.Limit is { } limit ? CountOf(limit) : long.MaxValue, query.Offset is { } offset ? CountOf(offset) : 0);
    }

    private long CountOf(SqlExpression expression)
    {
        var constants = new ExpressionTranslator(_context, new TableScope(null, []), _queries);
        return constants.Constant(expression) is RayAtom<long> { Value: >= 0 } count
            ? count.Value
            : throw _context.Refuse(expression.Position, "A number of rows is wanted");
    }

    /// <summary>The names of what is selected.</summary>
    private List<string> NamesOf(IReadOnlyList<SqlItem> items)
    {
        var names = new List<string>();
        foreach (var item in items)
        {
            if (item.Value is null)
                throw _context.Refuse(item.Position, "* stands alone here: name the other columns");
            var name = item.Name ?? (item.Value is SqlExpression.Column column ? column.Name : SqlText.Of(item.Value));
            if (names.Contains(name))
                throw _context.Refuse(item.Position, $"The column '{name}' comes twice: name one with AS");
            names.Add(name);
        }

        return names;
    }

    /// <summary>What is selected under a name or at a place; else the expression itself.</summary>
    private SqlExpression Named(SqlExpression expression, IReadOnlyList<SqlItem> items) =>
        ItemOf(expression, items, preferNames: true) ?? expression;

    private SqlExpression? ItemOf(SqlExpression expression, IReadOnlyList<SqlItem> items, bool preferNames) =>
        preferNames && IndexOf(expression, items) is var index and >= 0 ? items[index].Value : null;

    /// <summary>Which item an expression means: by its place, its name, or as the same expression; -1 for none.</summary>
    private int IndexOf(SqlExpression expression, IReadOnlyList<SqlItem> items)
    {
        if (expression is SqlExpression.Literal { Value: RayAtom<long> place })
        {
            return place.Value >= 1 && place.Value <= items.Count && items[(int)place.Value - 1].Value is not null
                ? (int)place.Value - 1
                : throw _context.Refuse(expression.Position, $"Nothing is selected at place {place.Value}");
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (expression is SqlExpression.Column { Table: null } column && items[i].Name == column.Name)
                return i;
        }

        var text = SqlText.Of(expression);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Value is { } value && SqlText.Of(value) == text)
                return i;
        }

        return -1;
    }
}
