namespace Rayforce.Queries.Tests.Guide;

[RayRecord]
public partial record Trade(string Sym, long Qty, double? Price, [RayColumn("traded_at")] DateTime At);
