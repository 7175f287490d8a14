namespace Rayforce.Samples;

/// <summary>A line of the file.</summary>
[RayRecord]
internal sealed partial record Trade(DateTime Time, string Sym, long Qty, double? Price);
