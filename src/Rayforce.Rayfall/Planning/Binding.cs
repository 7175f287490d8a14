namespace Rayforce.Rayfall.Planning;

/// <summary>A name for what an expression gives, in sight of another expression alone: <c>(let name value body)</c>.</summary>
internal sealed record Binding(Code Code, int Name, QueryExpression Value, QueryExpression Body) : QueryExpression(Code);
