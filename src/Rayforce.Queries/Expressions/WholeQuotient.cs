using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// A quotient without its fraction. The generations swapped the two words: in wire version 3 <c>div</c> cuts the
/// fraction and <c>/</c> keeps it, in wire version 1 it is the reverse.
/// </summary>
internal sealed class WholeQuotient(RayExpression dividend, RayExpression divisor) : RayExpression
{
    private protected override RayObject Build(WireVersion version) => Form.Builtin(
        version,
        version == WireVersion.V3 ? "div" : "/",
        dividend.ToOperand(version),
        divisor.ToOperand(version));
}
