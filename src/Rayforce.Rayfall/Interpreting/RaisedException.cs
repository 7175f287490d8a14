using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>An error that the program raised itself.</summary>
internal sealed class RaisedException(Value raised, string? message) : RayfallException("domain", message)
{
    public Value Raised => raised;
}
