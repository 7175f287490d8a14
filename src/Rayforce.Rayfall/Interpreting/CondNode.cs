using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary><c>cond</c>, which only a query knows.</summary>
internal sealed class CondNode(IfNode choice) : Node
{
    public override QueryExpression ToQuery(Machine machine) => choice.ToQuery(machine);

    public override Value Evaluate(Machine machine) =>
        machine.InQuery ? choice.Evaluate(machine) : throw Fault.Name("cond");
}
