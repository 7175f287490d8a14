namespace Rayforce.Server.Engines;

/// <summary>
/// How long to wait after each failure in a row: twice as long each time, up to a limit, and a random part of it less,
/// so that several that failed at the same moment do not come back at the same moment.
/// </summary>
internal sealed class Backoff
{
    private const int MostDoublings = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private int _failures;

    /// <summary>Notes a failure.</summary>
    /// <returns>How long to wait: between half of the full time and all of it.</returns>
    public TimeSpan Next()
    {
        var full = Shortest * Math.Pow(2, Math.Min(_failures++, MostDoublings));
        return (full < Longest ? full : Longest) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    /// <summary>Notes a success.</summary>
    public void Reset() => _failures = 0;
}
