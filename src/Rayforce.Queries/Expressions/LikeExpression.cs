using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A match with a pattern, which is a String in both generations.</summary>
internal sealed class LikeExpression(RayExpression value, string pattern) : RayExpression
{
    private protected override RayObject Build(WireVersion version) =>
        Form.Builtin(version, "like", value.ToOperand(version), new RayString(pattern));
}
