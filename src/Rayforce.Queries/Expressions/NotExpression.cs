using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// The opposite. Inside a query, native of wire version 3 answers <c>not</c> of a bare column wrongly from its third
/// row on, so there a column is compared with false.
/// </summary>
internal sealed class NotExpression(RayExpression value) : RayExpression
{
    private protected override RayObject Build(WireVersion version) =>
        version == WireVersion.V3 && value is NameExpression
            ? Form.Call(version, "==", value.ToOperand(version), false)
            : Form.Call(version, "not", value.ToOperand(version));
}
