using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A value that stands for itself.</summary>
internal sealed class ConstantNode(Value value) : Node
{
    public Value Value => value;

    /// <inheritdoc/>
    /// <remarks>While a query runs, a symbol that names a column is that column, in the functions that it calls, too.</remarks>
    public override Value Evaluate(Machine machine) =>
        value.IsSymbol && machine.Query?.Find(value.SymbolId) is { } column ? column : value;

    public override QueryExpression ToQuery(Machine machine) => new Literal(this, value);
}
