using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A call of what an expression yields, such as a function that travels with the query.</summary>
internal sealed class AppliedExpression(RayExpression function, params RayExpression[] operands) : RayExpression
{
    private protected override RayObject Build(WireVersion version) => new RayList(
        [function.ToOperand(version), .. operands.Select(operand => operand.ToOperand(version))]);
}
