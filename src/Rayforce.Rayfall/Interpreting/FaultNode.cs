using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Code that is wrong in itself: the error comes when it is reached, as native finds it then.</summary>
internal sealed class FaultNode(string code, string? message) : Node
{
    public override Value Evaluate(Machine machine) => throw new RayfallException(code, message);
}
