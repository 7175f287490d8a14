using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The function that is running.</summary>
internal sealed class SelfNode(Node outside) : Node
{
    public override Value Evaluate(Machine machine) =>
        machine.Running is { } lambda ? new Value(lambda) : outside.Evaluate(machine);
}
