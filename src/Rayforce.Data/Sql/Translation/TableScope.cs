using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>The columns of one table, whatever they are.</summary>
/// <param name="name">What the table is called in the text; null for a name that cannot be said.</param>
/// <param name="columns">Its columns, where they are known.</param>
internal sealed class TableScope(string? name, IReadOnlyCollection<string>? columns) : SqlScope
{
    public override RayExpression? Find(SqlExpression.Column column) =>
        (column.Table is null || column.Table == name) && columns?.Contains(column.Name) is not false
            ? Query.Column(column.Name)
            : null;
}
