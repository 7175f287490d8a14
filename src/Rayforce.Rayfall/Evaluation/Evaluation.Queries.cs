namespace Rayforce.Rayfall;

/// <content>What queries ask about expressions.</content>
internal sealed partial class Evaluation
{
    /// <summary>Whether the columns of a table are in sight.</summary>
    public bool InQuery => _scope?.Table is not null;

    /// <summary>The aggregate that an expression calls, or nothing.</summary>
    public Builtin? FindAggregate(RayObject form) =>
        form is RayList { Count: > 0 } call && FindBuiltin(call[0]) is { } found && found.Is(BuiltinTraits.Aggregate)
            ? found
            : null;

    /// <summary>Whether the expression is an aggregate, or an operation on one.</summary>
    public bool Summarizes(RayObject form)
    {
        if (FindAggregate(form) is not null)
            return true;
        if (form is not RayList { Count: 3 } call || FindBuiltin(call[0]) is not { Binary: not null } builtin
            || builtin.Is(BuiltinTraits.Special))
            return false;
        budget.Enter();
        var summarizes = Summarizes(call[1]) || Summarizes(call[2]);
        budget.Leave();
        return summarizes;
    }

    /// <summary>Whether an aggregate is called somewhere in the expression.</summary>
    public bool Aggregates(RayObject form) => Calls(form, BuiltinTraits.Aggregate);

    /// <summary>Whether a builtin with the trait is called somewhere in the expression.</summary>
    public bool Calls(RayObject form, BuiltinTraits trait)
    {
        if (form is not RayList { Count: > 0 } call)
            return false;
        if (FindBuiltin(call[0])?.Is(trait) == true)
            return true;
        budget.Enter();
        var found = false;
        foreach (var item in call.Span)
            found |= Calls(item, trait);
        budget.Leave();
        return found;
    }

    /// <summary>The builtin that a call's head means, or nothing.</summary>
    public Builtin? FindBuiltin(RayObject head) =>
        (head is RaySymbol name ? Find(name) : head) is RayBuiltin value ? BuiltinTable.Instance.Find(value) : null;
}
