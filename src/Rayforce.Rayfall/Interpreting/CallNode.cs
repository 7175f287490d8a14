using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A call whose head is only known when it runs.</summary>
/// <param name="head">Gives the function, or a symbol that names it.</param>
/// <param name="arguments">The arguments, where the function takes values.</param>
/// <param name="form">The call as code, where the head turns out to be a special form.</param>
internal sealed class CallNode(Node head, Node[] arguments, ListColumn form) : Node
{
    public override QueryExpression ToQuery(Machine machine) => new Opaque(this, form);

    public override Value Evaluate(Machine machine)
    {
        machine.Step();
        var function = head.Evaluate(machine);
        if (function.IsSymbol)
            function = machine.ResolveHead(function.SymbolId);
        switch (function.Datum)
        {
            case Lambda lambda:
            {
                var start = machine.Top;
                foreach (var argument in arguments)
                {
                    var value = argument.Evaluate(machine);
                    if (machine.IsReturning)
                    {
                        machine.Drop(start);
                        return value;
                    }

                    machine.Push(value);
                }

                return machine.Call(lambda, start, arguments.Length);
            }

            case SpecialForm special:
                return machine.Compile(special, form).Evaluate(machine);
            case Builtins.Builtin builtin:
            {
                var values = new Value[arguments.Length];
                if (CallRules.Arity(builtin, values.Length) is { } fault)
                    throw fault;
                machine.Admit(builtin);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = arguments[i].Evaluate(machine);
                    if (machine.IsReturning)
                        return values[i];
                }

                return machine.CallBuiltin(builtin, values);
            }

            default:
                throw CallRules.NotCallable(function);
        }
    }
}
