using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>A piece of code whose names have been resolved. It holds no state of its own: many requests may run it.</summary>
internal abstract class Node
{
    public abstract Value Evaluate(Machine machine);
}
