using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Runs its body a number of times; null.</summary>
/// <param name="count">How many times.</param>
/// <param name="body">What is run.</param>
/// <param name="bind">What binds the number of each time, from 0, if a name stands for it.</param>
internal sealed class TimesNode(Node count, Node body, Action<Machine, Value>? bind = null) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var times = count.Evaluate(machine);
        if (machine.IsReturning)
            return times;
        if (times.Scalar is not { IsInteger: true })
            throw Fault.Type($"times: count must be an integer, got {TypeNames.Of(times)}");
        for (var time = 0L; time < times.Bits; time++)
        {
            machine.Step();
            bind?.Invoke(machine, Value.Int64(time));
            var value = body.Evaluate(machine);
            if (machine.IsReturning)
                return value;
        }

        return Value.Null;
    }
}
