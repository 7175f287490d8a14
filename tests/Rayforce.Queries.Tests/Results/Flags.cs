namespace Rayforce.Results;

/// <summary>What Rayforce has no null for in a column.</summary>
[RayRecord]
internal sealed partial record Flags(bool? Open, byte? Level);
