using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Binds a local name.</summary>
internal sealed class LetNode(int slot, Node value) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var bound = value.Evaluate(machine);
        if (!machine.IsReturning)
            machine.Slot(slot) = bound;
        return bound;
    }
}
