using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A name that no function binds: a column of the query that is running, a global, or a builtin.</summary>
internal sealed class NameNode(int name) : Node
{
    public int Name => name;

    public override QueryExpression ToQuery(Machine machine) => new Reference(this, name);

    public override Value Evaluate(Machine machine) =>
        machine.Resolve(name)
        ?? throw (machine.Query?.Missing ?? Fault.Name)(machine.Symbols.Text(name));
}
