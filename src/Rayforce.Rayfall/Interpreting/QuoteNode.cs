using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Code as a value. In a query a quoted symbol is one, and not a column's name.</summary>
internal sealed class QuoteNode(Value value) : Node
{
    public override Value Evaluate(Machine machine) => value;

    public override QueryExpression ToQuery(Machine machine) => new Literal(this, value) { IsQuoted = true };
}
