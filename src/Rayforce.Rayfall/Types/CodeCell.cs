namespace Rayforce.Rayfall.Types;

/// <summary>Where functions that are made by one piece of code share what they were compiled to.</summary>
internal sealed class CodeCell
{
    /// <summary>What the interpreter has made of it, since it was called first.</summary>
    public object? Compiled { get; set; }
}
