namespace Rayforce.Rayfall.Planning;

/// <summary>A choice: conditions with their branches, and what holds otherwise.</summary>
internal sealed record Choice(
    Code Code, (QueryExpression Condition, QueryExpression Branch)[] Pairs, QueryExpression Otherwise)
    : QueryExpression(Code);
