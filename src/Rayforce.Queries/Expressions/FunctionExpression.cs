using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A call of any function, the server's own included.</summary>
internal sealed class FunctionExpression(string function, params RayExpression[] operands)
    : CallExpression(function, operands)
{
    private protected override RayObject Call(WireVersion version, string name, RayObject[] values) =>
        Form.Call(version, name, values);
}
