namespace Rayforce.Rayfall;

/// <summary>
/// What one request may use up, and what all of them together may keep. Every limit that is exceeded is answered with
/// the error <c>limit</c>.
/// </summary>
public sealed record RayfallOptions
{
    /// <summary>How many function calls may be open at once. Default 1024; recursion beyond it needs a loop.</summary>
    public int MaxCalls { get; init; } = 1024;

    /// <summary>
    /// How many expressions one request may evaluate. Default 100,000,000: some seconds of a loop that does little.
    /// A builtin over a whole column counts as one; a larger number lets programs run longer.
    /// </summary>
    public long MaxSteps { get; init; } = 100_000_000;

    /// <summary>
    /// How many bytes of vectors and lists one request may make, those that it has dropped again included. Default
    /// 1,073,741,824 (1 GiB). They are counted before they are allocated.
    /// </summary>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>How many bytes all global values may take together. Default 17,179,869,184 (16 GiB).</summary>
    public long MaxGlobals { get; init; } = 1L << 34;

    /// <summary>
    /// How many threads one request may use at a time, 0 for as many as there are processors. The answer never depends
    /// on it. Default 0.
    /// </summary>
    public int MaxConcurrency { get; init; }

    /// <summary>
    /// The folder that unrestricted requests and scripts may read and write: <c>load</c>, <c>read-csv</c>,
    /// <c>.db.splayed.set</c> and their kind work inside it. Null, the default: evaluation touches no file.
    /// </summary>
    public string? Files { get; init; }
}
