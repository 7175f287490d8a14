using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A query: its clauses are planned when it runs, with the values that names have then.</summary>
internal sealed class QueryNode(Func<Machine, QueryClauses, Value> run, QueryCode query) : Node
{
    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        return run(machine, query.Plan(machine));
    }
}
