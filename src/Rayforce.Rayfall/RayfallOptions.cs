namespace Rayforce.Rayfall;

/// <summary>
/// What one request may use up. Every limit that is exceeded is answered with the error <c>limit</c>.
/// </summary>
public sealed record RayfallOptions
{
    /// <summary>
    /// How deep the expressions of a request, or of one function, may nest. Default 512, as in native Rayforce. Where
    /// the thread's stack is too small for the depth, evaluation ends earlier, with the same error.
    /// </summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>How many function calls may be open at once. Default 1024; recursion beyond it needs a loop.</summary>
    public int MaxCalls { get; init; } = 1024;

    /// <summary>
    /// How many expressions one request may evaluate. Default 100,000,000: some ten seconds of a loop that does little.
    /// A builtin over a whole column counts as one; a larger number lets programs run longer.
    /// </summary>
    public long MaxSteps { get; init; } = 100_000_000;

    /// <summary>
    /// How many bytes of vectors and lists one request may make, those that it has dropped again included. Default
    /// 1,073,741,824 (1 GiB). They are counted before they are allocated.
    /// </summary>
    public long MaxMemory { get; init; } = 1L << 30;
}
