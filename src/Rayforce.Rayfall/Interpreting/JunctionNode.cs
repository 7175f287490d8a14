using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary><c>and</c> or <c>or</c>: what comes behind a value that decides is not evaluated.</summary>
/// <param name="form">The builtin, which a query computes row by row.</param>
/// <param name="isAnd">Which of both.</param>
/// <param name="arguments">At least one.</param>
internal sealed class JunctionNode(Builtin form, bool isAnd, Node[] arguments) : Node
{
    public override QueryExpression ToQuery(Machine machine) =>
        new BuiltinCall(this, form, Array.ConvertAll(arguments, argument => argument.ToQuery(machine)));

    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        var result = arguments[0].Evaluate(machine);
        foreach (var argument in arguments.AsSpan(1))
        {
            if (machine.IsReturning || Logic.Decides(isAnd, result))
                return result;
            var next = argument.Evaluate(machine);
            if (machine.IsReturning)
                return next;
            result = Logic.Combine(machine, isAnd, result, next);
        }

        return result;
    }
}
