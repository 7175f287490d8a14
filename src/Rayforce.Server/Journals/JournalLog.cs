using Microsoft.Extensions.Logging;

namespace Rayforce.Server.Journals;

/// <summary>Everything that a journal logs.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(101, LogLevel.Information,
        "{Base}: {Globals} globals from the snapshot, {Entries} changes from the log, in {Time}.")]
    public static partial void JournalOpened(
        this ILogger logger, string @base, int globals, long entries, TimeSpan time);

    [LoggerMessage(102, LogLevel.Warning,
        "{Log} is damaged at byte {Offset}: {Damage} It goes on from the last whole entry; the {Bytes} bytes behind it " +
        "are kept in {Rest}.")]
    public static partial void JournalCut(
        this ILogger logger, string log, long offset, string damage, long bytes, string rest);

    [LoggerMessage(103, LogLevel.Warning, "{Log}: the entry at byte {Offset} cannot be read and is passed over: {Fault}")]
    public static partial void EntryUnreadable(this ILogger logger, string log, long offset, string fault);

    [LoggerMessage(104, LogLevel.Warning,
        "{Log}: the entry at byte {Offset} came to a limit. Its change is missing unless the limits are raised and the " +
        "server is started again before the next snapshot: {Message}")]
    public static partial void EntryLimited(this ILogger logger, string log, long offset, string message);

    [LoggerMessage(105, LogLevel.Information, "{Snapshot}: {Globals} globals, in {Time}.")]
    public static partial void SnapshotTaken(this ILogger logger, string snapshot, int globals, TimeSpan time);

    [LoggerMessage(106, LogLevel.Error, "A snapshot could not be taken: {Reason} The log goes on.")]
    public static partial void SnapshotFailed(this ILogger logger, string reason);

    [LoggerMessage(107, LogLevel.Error, "Changes that were answered may not be on the disk: {Reason}")]
    public static partial void FlushFailed(this ILogger logger, string reason);

    [LoggerMessage(108, LogLevel.Error, "Changes cannot be kept, and are answered with an error until they can: {Reason}")]
    public static partial void ChangesRefused(this ILogger logger, string reason);

    [LoggerMessage(109, LogLevel.Warning, "Changes are kept again.")]
    public static partial void ChangesTaken(this ILogger logger);

    [LoggerMessage(110, LogLevel.Error,
        "{Log}: the request at byte {Offset} is set aside in {File}, so that no start evaluates it again: {Reason}")]
    public static partial void RequestSetAside(this ILogger logger, string log, long offset, string file, string reason);

    [LoggerMessage(111, LogLevel.Error, "{Log} cannot be looked after: {Reason}")]
    public static partial void JournalUntended(this ILogger logger, string log, string reason);
}
