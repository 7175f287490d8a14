using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Runs its body as long as a condition holds; null.</summary>
internal sealed class WhileNode(Node condition, Node body) : Node
{
    public override Value Evaluate(Machine machine)
    {
        while (true)
        {
            machine.Step();
            var value = condition.Evaluate(machine);
            if (machine.IsReturning)
                return value;
            if (!Truth.Of(value))
                return Value.Null;
            value = body.Evaluate(machine);
            if (machine.IsReturning)
                return value;
        }
    }
}
