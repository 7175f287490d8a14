namespace Rayforce.Rayfall.Clients;

/// <summary>How much may wait for a client that reads slowly.</summary>
/// <param name="Bytes">Bytes of frames.</param>
/// <param name="Frames">Frames; 0 for as many as there are bytes for.</param>
public readonly record struct BacklogLimit(long Bytes, long Frames)
{
    /// <summary>The limit where nobody has set another: 268,435,456 bytes, and any number of frames.</summary>
    public static BacklogLimit Default { get; } = new(268_435_456, 0);

    /// <summary>The fewest bytes that a limit has.</summary>
    public const long FewestBytes = 4096;
}
