namespace Rayforce.Rayfall;

/// <summary>What a request has changed.</summary>
/// <param name="Request">The request.</param>
/// <param name="IsDeterministic">
/// Whether the request, after the same requests, makes the same change again: whether it asked no clock, no chance, no
/// file, and did not come to a limit.
/// </param>
/// <param name="Names">The globals that it has bound or taken away, in the order of their bytes.</param>
/// <param name="Globals">All globals with the change.</param>
public sealed record RayfallChange(
    RayObject Request, bool IsDeterministic, IReadOnlyList<RaySymbol> Names, RayfallGlobals Globals);
