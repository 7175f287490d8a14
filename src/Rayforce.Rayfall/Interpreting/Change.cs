namespace Rayforce.Rayfall.Interpreting;

/// <summary>What a request has changed.</summary>
/// <param name="Request">The request; null where what was called was no request.</param>
/// <param name="IsDeterministic">Whether it makes the same change again.</param>
/// <param name="Names">The globals that it has bound or taken away, in the order of their bytes.</param>
/// <param name="Globals">All globals with the change.</param>
internal sealed record Change(
    RayObject? Request, bool IsDeterministic, IReadOnlyList<RaySymbol> Names, Snapshot Globals);
