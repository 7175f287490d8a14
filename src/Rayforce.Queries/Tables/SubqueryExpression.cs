using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A table, as an operand.</summary>
internal sealed class SubqueryExpression(TableQuery query) : RayExpression
{
    private protected override RayObject Build(WireVersion version) => query.ToOperand(version);
}
