namespace Rayforce.Rayfall.Planning;

/// <summary>An expression of a query as a plan sees it.</summary>
/// <param name="Code">The same as code.</param>
internal abstract record QueryExpression(Code Code);
