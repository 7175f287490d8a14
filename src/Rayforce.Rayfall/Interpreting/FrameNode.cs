using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Code that was made while a frame runs and has slots of its own above it.</summary>
internal sealed class FrameNode(Node body, int slots) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var start = machine.Top;
        for (var i = 0; i < slots; i++)
            machine.Push(Unbound.Value);
        var value = body.Evaluate(machine);
        machine.Drop(start);
        return value;
    }
}
