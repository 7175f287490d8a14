using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A query: its clauses are planned when it runs, with the values that names have then.</summary>
/// <param name="run">Runs it.</param>
/// <param name="query">Its clauses.</param>
/// <param name="count">Finds how many rows it gives, for a query that need not be run for that.</param>
internal sealed class QueryNode(
    Func<Machine, QueryClauses, Value> run, QueryCode query, Func<Machine, QueryClauses, int>? count = null) : Node
{
    /// <summary>The same where rows may be handed on before all of them are there; nothing where they cannot be.</summary>
    public Func<Machine, QueryClauses, Action<TableValue>, Value>? RunInParts { get; init; }

    public override int? Count(Machine machine)
    {
        if (count is null)
            return null;
        machine.Step();
        return count(machine, query.Plan(machine));
    }

    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        return run(machine, query.Plan(machine));
    }

    public override Value EvaluateInParts(Machine machine, Action<TableValue> part)
    {
        if (RunInParts is not { } runInParts)
            return Evaluate(machine);
        machine.Step();
        return runInParts(machine, query.Plan(machine), part);
    }
}
