using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A name at the head of a call that no function binds.</summary>
internal sealed class HeadNode(int name) : Node
{
    public override Value Evaluate(Machine machine) =>
        machine.Resolve(name) ?? throw Fault.Name(machine.Symbols.Text(name));
}
