using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Code that runs piece after piece; the last gives the value.</summary>
internal sealed class SequenceNode(Node[] parts, Value none) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var value = none;
        foreach (var part in parts)
        {
            value = part.Evaluate(machine);
            if (machine.IsReturning)
                break;
        }

        return value;
    }
}
