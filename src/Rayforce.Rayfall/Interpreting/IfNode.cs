using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Conditions with their branches, and what is evaluated where none holds.</summary>
internal sealed class IfNode((Node Condition, Node Branch)[] pairs, Node otherwise) : Node
{
    public override QueryExpression ToQuery(Machine machine) => new Choice(
        this,
        Array.ConvertAll(pairs, pair => (pair.Condition.ToQuery(machine), pair.Branch.ToQuery(machine))),
        otherwise.ToQuery(machine));

    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        foreach (var (condition, branch) in pairs)
        {
            var value = condition.Evaluate(machine);
            if (machine.IsReturning)
                return value;
            if (Truth.Of(value))
                return branch.Evaluate(machine);
        }

        return otherwise.Evaluate(machine);
    }
}
