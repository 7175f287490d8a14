namespace Rayforce.Rayfall;

/// <content>What queries ask about expressions.</content>
internal sealed partial class Evaluation
{
    /// <summary>Whether the columns of a table are in sight.</summary>
    public bool InQuery => _scope?.Table is not null;

    /// <summary>The aggregate that a call's head means, or nothing.</summary>
    public Builtin? FindAggregate(RayObject head)
    {
        var function = head is RaySymbol name ? Find(name) : head;
        return function is RayBuiltin value && BuiltinTable.Instance.Find(value) is { } builtin && builtin.Is(BuiltinTraits.Aggregate)
            ? builtin
            : null;
    }

    /// <summary>Whether an aggregate is called somewhere in the expression.</summary>
    public bool Aggregates(RayObject form)
    {
        if (form is not RayList { Count: > 0 } call)
            return false;
        if (FindAggregate(call[0]) is not null)
            return true;
        budget.Enter();
        var found = false;
        foreach (var item in call.Span)
            found |= Aggregates(item);
        budget.Leave();
        return found;
    }
}
