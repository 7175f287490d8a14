using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>The columns of joined tables.</summary>
/// <param name="context">What the translation knows.</param>
/// <param name="columns">The columns, table by table.</param>
/// <param name="shared">The columns that USING made one of, by name.</param>
internal sealed class JoinScope(
    SqlContext context, IReadOnlyList<JoinColumn> columns, IReadOnlyDictionary<string, RayExpression> shared) : SqlScope
{
    public override RayExpression? Find(SqlExpression.Column column)
    {
        if (column.Table is null && shared.TryGetValue(column.Name, out var one))
            return one;
        var found = columns.Where(candidate => candidate.Name == column.Name
            && (column.Table is null || candidate.Table == column.Table)).ToList();
        return found.Count > 1
            ? throw context.Refuse(column.Position, $"The column '{column.Name}' is of several tables: say of which")
            : found.FirstOrDefault()?.Value;
    }
}
