namespace Rayforce.Rayfall.Planning;

/// <summary>What a query groups by.</summary>
/// <param name="Keys">The keys; without a name, where the query gives none.</param>
/// <param name="IsDict">Whether the query names each key itself.</param>
internal sealed record GroupKeys((int? Name, QueryExpression Expression)[] Keys, bool IsDict);
