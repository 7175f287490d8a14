namespace Rayforce.Results;

/// <summary>Sequences: one that may be absent and one that may not.</summary>
[RayRecord]
internal sealed partial record Book(string Sym, double[] Prices, List<long>? Sizes);
