using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A value that stands for itself.</summary>
internal sealed class ConstantNode(Value value) : Node
{
    public Value Value => value;

    public override Value Evaluate(Machine machine) => value;

    public override QueryExpression ToQuery(Machine machine) => new Literal(this, value);
}
