using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The change of a table. Of a table as a value it gives a changed one; a quoted name it binds to that, and gives the
/// name.
/// </summary>
/// <param name="target">The table, or its quoted name.</param>
/// <param name="verb">The builtin, for messages.</param>
/// <param name="role">What the target is, for messages.</param>
/// <param name="change">Makes the changed value of the target's.</param>
internal sealed class ChangeNode(Node target, string verb, string role, Func<Machine, Value, Value> change) : Node
{
    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        machine.RequireUnrestricted();
        var source = target.Evaluate(machine);
        if (machine.IsReturning)
            return source;
        if (!source.IsSymbol)
            return change(machine, source);
        var value = machine.FindGlobal(source.SymbolId)
            ?? throw Fault.Domain($"{verb}: {role} symbol is unbound");
        machine.SetGlobal(source.SymbolId, change(machine, value));
        return Value.Name(source.SymbolId);
    }

    /// <summary>The table that a change is made to.</summary>
    public static TableValue TableOf(Value source, string verb, string role) => source.Table
        ?? throw Fault.Type($"{verb}: {role} must be a table, got {TypeNames.Of(source)}");
}
