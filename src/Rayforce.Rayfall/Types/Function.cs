namespace Rayforce.Rayfall.Types;

/// <summary>What can be called: a builtin or a lambda.</summary>
internal abstract class Function : Datum
{
    /// <summary>The name of a builtin; none of a lambda.</summary>
    public virtual string? Name => null;
}
