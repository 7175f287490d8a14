namespace Rayforce.Rayfall;

/// <summary>What a request has changed.</summary>
public sealed class RayfallChange
{
    internal RayfallChange(
        RayObject request, bool isDeterministic, IReadOnlyList<RaySymbol> names, RayfallGlobals globals) =>
        (Request, IsDeterministic, Names, Globals) = (request, isDeterministic, names, globals);

    /// <summary>The request.</summary>
    public RayObject Request { get; }

    /// <summary>
    /// Whether the request, after the same requests, makes the same change again: whether it asked no clock, no chance,
    /// no file, and did not come to a limit.
    /// </summary>
    public bool IsDeterministic { get; }

    /// <summary>The globals that it has bound or taken away, in the order of their bytes.</summary>
    public IReadOnlyList<RaySymbol> Names { get; }

    /// <summary>All globals with the change.</summary>
    public RayfallGlobals Globals { get; }
}
