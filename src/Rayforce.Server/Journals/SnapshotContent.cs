namespace Rayforce.Server.Journals;

/// <summary>What a snapshot holds.</summary>
/// <param name="Globals">Names and values.</param>
/// <param name="Covered">The log of which it contains a part, and how many bytes; null where it does not say.</param>
internal sealed record SnapshotContent(
    IReadOnlyList<KeyValuePair<RaySymbol, RayObject>> Globals, (long Generation, long Bytes)? Covered);
