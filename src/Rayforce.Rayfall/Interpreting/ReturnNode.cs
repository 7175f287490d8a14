using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Leaves the running function with a value; outside of all functions it is that value.</summary>
internal sealed class ReturnNode(Node value) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var result = value.Evaluate(machine);
        machine.Return();
        return result;
    }
}
