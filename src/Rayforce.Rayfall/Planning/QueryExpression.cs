namespace Rayforce.Rayfall.Planning;

/// <summary>An expression of a query as a plan sees it.</summary>
/// <param name="Code">The same as code.</param>
internal abstract record QueryExpression(Code Code)
{
    /// <summary>
    /// Whether it calls what native does not compute by blocks, but makes before it looks at what stands around: the
    /// table can be sorted by it, and what is made of it goes by the rules that hold outside of queries.
    /// </summary>
    public virtual bool IsMadeFirst => false;
}
