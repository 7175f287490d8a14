using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Evaluates, and on an error gives it to a handler: a function of one argument, or the value to give instead.</summary>
internal sealed class TryNode(Node body, Node handler) : Node
{
    public override Value Evaluate(Machine machine)
    {
        var state = machine.Save();
        Value raised;
        try
        {
            return body.Evaluate(machine);
        }
        catch (RayfallException e)
        {
            machine.Restore(state);
            // How much a limit leaves room for is the machine's, and its options'.
            if (e.IsLimit)
                machine.NoteVolatile();
            // What builtins report has no value in the language: native gives the handler a zero.
            raised = e is RaisedException own ? own.Raised : Value.Int64(0);
        }

        var recover = handler.Evaluate(machine);
        return machine.IsReturning || recover.Function is null or Builtin { Type: not RayType.Unary }
            ? recover
            : machine.Apply(recover, raised);
    }
}
