namespace Rayforce.TestSupport;

/// <summary>A line of the ledger.</summary>
/// <param name="Case">The captured case.</param>
/// <param name="Where">The part that differs from native in it.</param>
/// <param name="Reason">Why it does.</param>
/// <param name="Instead">The code of the error that it gives instead, where that is the difference.</param>
/// <param name="Shape">
/// Of a kind of cases: the regular expression of the sources, asked at random, that differ as this one does.
/// </param>
/// <param name="Native">Of a kind of cases: the regular expression of native's replies to them, their bytes in hex.</param>
/// <param name="Only">
/// Of a kind of cases: what alone differs in the replies to them, <c>marks</c> (of nulls, and the signs of nulls and
/// zeros) or <c>digits</c> (the last ones of floats, and marks).
/// </param>
public sealed record Difference(
    string Case, string Where, string Reason, string? Instead, string? Shape = null, string? Native = null, string? Only = null);
