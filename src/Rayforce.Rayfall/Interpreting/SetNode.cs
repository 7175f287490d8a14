using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Binds a global name.</summary>
/// <param name="name">The name.</param>
/// <param name="value">What is bound to it.</param>
/// <param name="isLocal">Whether it is a <c>let</c> outside of all scopes, which a restricted request may use for itself.</param>
internal sealed class SetNode(int name, Node value, bool isLocal) : Node
{
    public override Value Evaluate(Machine machine)
    {
        if (!isLocal)
            machine.RequireUnrestricted();
        var bound = value.Evaluate(machine);
        if (!machine.IsReturning)
            machine.SetGlobal(name, bound);
        return bound;
    }
}
