using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary><c>(let name value body)</c>, which only a query knows.</summary>
internal sealed class BindingNode(int name, Node value, Node body) : Node
{
    public override QueryExpression ToQuery(Machine machine) =>
        new Binding(this, name, value.ToQuery(machine), body.ToQuery(machine));

    public override Value Evaluate(Machine machine) => throw Fault.Arity("expected 2 args, got 3");
}
