namespace Rayforce.Console.Server;

/// <summary>What came of a request.</summary>
/// <param name="Value">The result, or the error of the server; null where no answer came.</param>
/// <param name="Output">What evaluation has printed.</param>
/// <param name="Elapsed">How long it took, from the request to the decoded reply.</param>
/// <param name="Trouble">Why no answer came, where none did.</param>
internal sealed record Answer(RayObject? Value, string Output, TimeSpan Elapsed, string? Trouble = null)
{
    /// <summary>Whether there is a result.</summary>
    public bool IsResult => Value is not (null or RayError);
}
