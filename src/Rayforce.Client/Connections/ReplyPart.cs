namespace Rayforce.Client;

/// <summary>A part of a reply.</summary>
/// <param name="Value">What came.</param>
/// <param name="IsLast">Whether nothing more comes.</param>
internal sealed record ReplyPart(RayObject Value, bool IsLast);
