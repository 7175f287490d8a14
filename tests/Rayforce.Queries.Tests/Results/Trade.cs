namespace Rayforce.Results;

[RayRecord]
internal sealed partial record Trade(string Sym, long Qty, double? Price, [RayColumn("traded_at")] DateTime At);
