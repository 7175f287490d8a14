using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>What names mean where an expression stands.</summary>
internal abstract class SqlScope
{
    /// <summary>A column; null where there is none of the name.</summary>
    public abstract RayExpression? Find(SqlExpression.Column column);

    /// <summary>What an expression has become already, as what rows are grouped by, or an aggregate of them.</summary>
    public virtual RayExpression? Replace(SqlExpression expression) => null;
}
