using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Runs its body a number of times; null.</summary>
internal sealed class TimesNode(Node count, Node body) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var times = count.Evaluate(machine);
        if (machine.IsReturning)
            return times;
        if (times.Scalar is not { IsInteger: true })
            throw Fault.Type($"times: count must be an integer, got {TypeNames.Of(times)}");
        for (var left = times.Bits; left > 0; left--)
        {
            machine.Step();
            var value = body.Evaluate(machine);
            if (machine.IsReturning)
                return value;
        }

        return Value.Null;
    }
}
