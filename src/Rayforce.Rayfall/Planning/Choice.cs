namespace Rayforce.Rayfall.Planning;

/// <summary>A choice: conditions with their branches, and what holds otherwise.</summary>
internal sealed record Choice(
    Code Code, (QueryExpression Condition, QueryExpression Branch)[] Pairs, QueryExpression Otherwise)
    : QueryExpression(Code)
{
    /// <inheritdoc/>
    public override bool IsMadeFirst => Otherwise.IsMadeFirst
        || Array.Exists(Pairs, pair => pair.Condition.IsMadeFirst || pair.Branch.IsMadeFirst);
}
