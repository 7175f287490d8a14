using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>What a query selects from.</summary>
/// <param name="Context">What the translation knows.</param>
/// <param name="Table">The rows.</param>
/// <param name="Scope">What names mean in them.</param>
/// <param name="Name">What a table alone is called; null where there are several.</param>
/// <param name="Columns">What <c>*</c> means; null where that is known to the server alone.</param>
internal sealed record SqlSource(
    SqlContext Context,
    TableQuery Table,
    SqlScope Scope,
    string? Name,
    Func<SqlItem, IReadOnlyList<SqlExpression.Column>>? Columns)
{
    /// <summary>What is selected, each <c>*</c> as the columns that it means; a single one of a table alone stays.</summary>
    public IReadOnlyList<SqlItem> Expand(IReadOnlyList<SqlItem> items)
    {
        if (items is [{ Value: null } only] && Name is not null)
        {
            return only.Name is null || only.Name == Name ? items
                : throw Context.Refuse(only.Position, $"There is no table '{only.Name}' here");
        }

        return
        [
            .. items.SelectMany(item => item.Value is not null
                ? [item]
                : Columns!(item).Select(column => new SqlItem(item.Position, column, column.Name))),
        ];
    }
}
