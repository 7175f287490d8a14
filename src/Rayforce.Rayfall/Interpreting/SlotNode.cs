using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A local name: its slot in the running function's frame, or, before it is bound, what it means outside.</summary>
internal sealed class SlotNode(int slot, Node outside) : Node
{
    public override Value Evaluate(Machine machine)
    {
        ref var value = ref machine.Slot(slot);
        return Unbound.Is(value) ? outside.Evaluate(machine) : value;
    }

    public override QueryExpression ToQuery(Machine machine)
    {
        ref var value = ref machine.Slot(slot);
        return Unbound.Is(value) ? outside.ToQuery(machine) : new Literal(this, value);
    }
}
