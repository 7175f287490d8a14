using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A special form that needs no node of its own kind.</summary>
/// <param name="compute">What it does.</param>
internal sealed class ComputeNode(Func<Machine, Value> compute) : Node
{
    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        return compute(machine);
    }
}
