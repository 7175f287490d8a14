namespace Rayforce.Samples;

/// <summary>A row of the answer.</summary>
[RayRecord]
internal sealed partial record Summary(string Sym, long Qty, double Vwap);
