using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>What stands behind FROM, as a table.</summary>
internal sealed class SourceTranslator(SqlContext context, SqlQueries queries)
{
    /// <summary>The table that a query selects from.</summary>
    public SqlSource Translate(SqlSelect query) => query.From switch
    {
        SqlTable.Named named => Alone(
            Table(named.Name), named.Alias ?? named.Name, null, item => context.ColumnsOf(named.Name, item.Position)),
        SqlTable.Derived derived => Derived(derived),
        SqlTable.Join join => new JoinTranslator(context, queries).Translate(query, join),
        _ => throw context.Refuse(query.Position, "There is no FROM"),
    };

    private SqlSource Derived(SqlTable.Derived derived)
    {
        var (table, columns) = new SelectTranslator(context).Translate(derived.Query);
        return Alone(
            Table(table),
            derived.Alias,
            columns,
            item => columns ?? throw context.Refuse(
                item.Position, "* beside other columns wants a query that names its columns"));
    }

    private SqlSource Alone(
        TableQuery table, string name, IReadOnlyList<string>? columns, Func<SqlItem, IReadOnlyList<string>> all) => new(
        context,
        table,
        new TableScope(name, columns),
        name,
        item => item.Name is null || item.Name == name
            ? [.. all(item).Select(column => new SqlExpression.Column(item.Position, null, column))]
            : throw context.Refuse(item.Position, $"There is no table '{item.Name}' here"));
}
