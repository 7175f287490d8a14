using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The call of a builtin by its own name. Where the name has been bound to something else since, it is a call of that.
/// </summary>
/// <param name="builtin">The builtin.</param>
/// <param name="name">Its name as a symbol; negative where the builtin itself stands at the head.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="wrong">What is wrong with the call, if something is.</param>
/// <param name="otherwise">The call of whatever else the name is bound to; null where a name is all that there is to it.</param>
/// <param name="form">The call as code.</param>
internal sealed class BuiltinNode(
    Builtin builtin, int name, Node[] arguments, Node? wrong, CallNode? otherwise, ListColumn form) : Node
{
    public override QueryExpression ToQuery(Machine machine)
    {
        if (machine.IsRebound(name))
            return new Opaque(this);
        if (wrong is null)
            return new BuiltinCall(this, builtin, Array.ConvertAll(arguments, argument => argument.ToQuery(machine)));
        if (!builtin.Is(BuiltinTraits.Chained) || arguments.Length < 2)
            return new Opaque(this);
        var chain = arguments[0].ToQuery(machine);
        foreach (var argument in arguments.AsSpan(1))
            chain = new BuiltinCall(this, builtin, [chain, argument.ToQuery(machine)]);
        return chain;
    }

    public override Value Evaluate(Machine machine) => Evaluate(machine, null, out _);

    public override Value EvaluateAnswer(Machine machine)
    {
        // What one argument is gone by is said by the type.
        if (builtin.Answer is not { } answer || wrong is not null || machine.IsRebound(name))
            return Evaluate(machine);
        machine.Step();
        machine.Admit(builtin);
        var argument = arguments[0].Evaluate(machine);
        if (machine.IsReturning)
            return argument;
        return argument.IsUntypedNull ? throw Fault.Type(null) : answer(machine, new ReadOnlySpan<Value>(in argument));
    }

    /// <summary>The value of the call, or at once what another builtin makes of it.</summary>
    private Value Evaluate(Machine machine, FusedBody? outer, out bool isFused)
    {
        isFused = false;
        if (machine.IsRebound(name))
            return (otherwise ?? new CallNode(new HeadNode(name), arguments, form)).Evaluate(machine);
        if (builtin.Is(BuiltinTraits.QueryOnly) && !machine.InQuery)
            throw Fault.Name(builtin.Name);
        machine.Step();
        machine.Admit(builtin);
        if (wrong is not null)
            return wrong.Evaluate(machine);
        switch (arguments.Length)
        {
            case 1:
            {
                if (builtin.Name == "count" && arguments[0].Count(machine) is { } rows)
                    return Value.Int64(rows);
                var isDone = false;
                var argument = builtin.Fused is not null && arguments[0] is BuiltinNode inner
                    ? inner.Evaluate(machine, builtin.Fused, out isDone)
                    : arguments[0].Evaluate(machine);
                if (isDone || machine.IsReturning)
                    return argument;
                if (argument.IsUntypedNull && !builtin.Is(BuiltinTraits.TakesNull))
                    throw Fault.Type(null);
                return Run(machine, new ReadOnlySpan<Value>(in argument), outer, out isFused);
            }

            case 2:
            {
                Two two = default;
                two[0] = arguments[0].Evaluate(machine);
                if (machine.IsReturning)
                    return two[0];
                two[1] = arguments[1].Evaluate(machine);
                if (machine.IsReturning)
                    return two[1];
                if ((two[0].IsUntypedNull || two[1].IsUntypedNull) && builtin.Type == RayType.Binary
                    && !builtin.Is(BuiltinTraits.TakesNull))
                    throw CallRules.NullOperand(two[0], two[1]);
                return Run(
                    machine, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Two, Value>(ref two), 2), outer, out isFused);
            }

            default:
            {
                var values = new Value[arguments.Length];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = arguments[i].Evaluate(machine);
                    if (machine.IsReturning)
                        return values[i];
                }

                return builtin.Body(machine, values);
            }
        }
    }

    private Value Run(Machine machine, ReadOnlySpan<Value> values, FusedBody? outer, out bool isFused)
    {
        var fused = outer?.Invoke(machine, builtin, values);
        isFused = fused.HasValue;
        if (isFused)
            machine.Explanation?.Add($"{builtin.Name}: computed together with what takes its result");
        return fused ?? builtin.Body(machine, values);
    }

    [InlineArray(2)]
    private struct Two
    {
        private Value _first;
    }
}
