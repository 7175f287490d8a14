namespace Rayforce.Server;

/// <summary>What becomes of a client for whom more messages wait than may: one that reads slowly, or not at all.</summary>
public enum BacklogPolicy
{
    /// <summary>
    /// Its connection is closed, as natively; but a frame that has been begun is sent to its end, where the client reads
    /// it within the close time-out.
    /// </summary>
    Close,

    /// <summary>
    /// The messages that have waited longest are dropped. A subscriber sees that from a gap in the numbers of what it
    /// gets.
    /// </summary>
    DropOldest,
}
