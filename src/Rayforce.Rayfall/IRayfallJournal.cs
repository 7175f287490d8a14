namespace Rayforce.Rayfall;

/// <summary>
/// Where a host keeps what requests change. A change is seen by others only when it has been kept, and the changes are
/// kept in the order in which they are seen.
/// </summary>
public interface IRayfallJournal
{
    /// <summary>
    /// Whether changes that were taken could not be kept. Nothing is taken until <see cref="Recover"/>.
    /// </summary>
    bool HasLost { get; }

    /// <summary>
    /// Goes back to the last change that was kept. The interpreter calls it before it goes on from there itself.
    /// </summary>
    /// <exception cref="IOException">That cannot be done now.</exception>
    void Recover();

    /// <summary>Takes a change, to keep it. Called for one change at a time.</summary>
    /// <param name="change">The change.</param>
    /// <param name="publish">
    /// Lets others see it, and those before it: to be called when it is kept, in the order of the changes, and before
    /// the task is complete; or never.
    /// </param>
    /// <returns>Completes when the change is kept; fails with an <see cref="IOException"/> when it cannot be.</returns>
    /// <exception cref="IOException">The change is not taken, and nothing of it is left.</exception>
    /// <exception cref="ArgumentException">No entry holds the change: it is too large.</exception>
    Task AppendAsync(RayfallChange change, Action publish);

    /// <summary>Brings all changes that were taken to the disk: <c>.log.sync</c>.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    Task SyncAsync();

    /// <summary>
    /// Writes all globals to a snapshot and sets the log aside: <c>.log.snapshot</c>, and <c>.log.roll</c>.
    /// </summary>
    /// <exception cref="IOException">It cannot be done; what was there before counts.</exception>
    Task SnapshotAsync();

    /// <summary>Counts what can be read of a log: <c>.log.validate</c>.</summary>
    /// <param name="path">Which file.</param>
    /// <returns>The number of whole entries, and the bytes up to their end.</returns>
    /// <exception cref="IOException">There is no such log.</exception>
    (long Entries, long Bytes) Validate(string path);
}
