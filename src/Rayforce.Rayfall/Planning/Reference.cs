namespace Rayforce.Rayfall.Planning;

/// <summary>A name that no function binds: a column, an output before this one, a global.</summary>
internal sealed record Reference(Code Code, int Name) : QueryExpression(Code);
