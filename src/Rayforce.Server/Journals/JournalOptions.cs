using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Rayforce.Server.Journals;

/// <summary>Where a journal lies, and how it is kept.</summary>
internal sealed record JournalOptions
{
    /// <summary>The folder; it is made where it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>When changes are brought to the disk.</summary>
    public JournalSync Sync { get; init; } = JournalSync.Always;

    /// <summary>How often, with <see cref="JournalSync.Interval"/>.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The bytes of the log after which a snapshot is taken; where the last snapshot is larger, that many.
    /// </summary>
    public long SnapshotAbove { get; init; } = 64L << 20;

    /// <summary>Where to log.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The file system.</summary>
    public JournalStorage Storage { get; init; } = new();
}
