using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Code that is wrong in itself: the error comes when it is reached, as native finds it then.</summary>
/// <param name="code">The error's code.</param>
/// <param name="message">What is wrong.</param>
/// <param name="form">The special form whose call it is, if it is one: who may not call it learns that first.</param>
internal sealed class FaultNode(string code, string? message, SpecialForm? form = null) : Node
{
    public override Value Evaluate(Machine machine)
    {
        if (form is not null)
            machine.Admit(form);
        throw new RayfallException(code, message);
    }
}
