using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A special form by its own name. Where the name has been bound to something else since, it is a call of that.</summary>
internal sealed class FormNode(Node form, int name, ListColumn call) : Node
{
    public override QueryExpression ToQuery(Machine machine) =>
        machine.IsRebound(name) ? new Opaque(this) : form.ToQuery(machine);

    public override Value EvaluateInParts(Machine machine, Action<TableValue> part) =>
        machine.IsRebound(name) ? Evaluate(machine) : form.EvaluateInParts(machine, part);

    public override int? Count(Machine machine) => machine.IsRebound(name) ? null : form.Count(machine);

    public override Value Evaluate(Machine machine)
    {
        if (!machine.IsRebound(name))
            return form.Evaluate(machine);
        var arguments = new Value[call.Count - 1];
        var head = machine.Resolve(name)!.Value;
        if (head.Function is null)
            throw CallRules.NotCallable(head);
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = machine.Run(call[i + 1]);
        return machine.Apply(head, arguments);
    }
}
