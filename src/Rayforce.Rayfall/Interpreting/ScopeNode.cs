using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Code with local names of its own outside any function: their slots are unbound when it begins.</summary>
/// <param name="body">The code.</param>
/// <param name="names">The names, with their slots.</param>
internal sealed class ScopeNode(Node body, (int Name, int Slot)[] names) : Node
{
    public override Value Evaluate(Machine machine)
    {
        foreach (var (_, slot) in names)
            machine.Slot(slot) = Unbound.Value;
        var outer = machine.OpenScope(names);
        var value = body.Evaluate(machine);
        machine.CloseScope(outer);
        return value;
    }
}
