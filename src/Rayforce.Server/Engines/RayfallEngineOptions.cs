using Microsoft.Extensions.Logging;
using Rayforce.Rayfall;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Engines;

/// <summary>
/// What a <see cref="RayfallEngine"/> evaluates with, and where its data survive. Immutable: made with an initializer, or
/// <c>with</c>.
/// </summary>
public sealed record RayfallEngineOptions
{
    /// <summary>
    /// What evaluates. Default null: a fresh one. What it has bound already counts only where the data bind nothing else.
    /// </summary>
    public RayfallInterpreter? Interpreter { get; init; }

    /// <summary>
    /// How many short requests are evaluated at once, and beside them how many long ones; 0, the default, for as many as
    /// there are processors.
    /// </summary>
    public int MaxConcurrency
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// The folder in which the globals survive, as <c>db.log</c> and <c>db.qdb</c> in native's own format; it is made
    /// where it is not there. Default null: the data live in memory, and end with the engine.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>When changes are brought to the disk. Default: before each is answered.</summary>
    public JournalSync Sync { get; init; } = JournalSync.Always;

    /// <summary>How often, with <see cref="JournalSync.Interval"/>. Default 1 s.</summary>
    public TimeSpan SyncInterval
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A snapshot is taken when the log has more bytes than this, and than the last snapshot. A smaller number starts
    /// sooner again and writes more. Default 64 MiB.
    /// </summary>
    public long SnapshotAbove
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 64L << 20;

    /// <summary>Where to log. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
