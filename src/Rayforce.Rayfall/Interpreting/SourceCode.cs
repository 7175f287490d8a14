namespace Rayforce.Rayfall.Interpreting;

/// <summary>A source that has been compiled.</summary>
/// <param name="Node">Its code.</param>
/// <param name="Slots">How many slots it has for itself.</param>
internal sealed record SourceCode(Node Node, int Slots);
