using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>What rows are grouped by, and the aggregates of groups.</summary>
internal sealed class GroupScope(IReadOnlyDictionary<string, RayExpression> known) : SqlScope
{
    public override RayExpression? Find(SqlExpression.Column column) => null;

    public override RayExpression? Replace(SqlExpression expression) => known.GetValueOrDefault(SqlText.Of(expression));
}
