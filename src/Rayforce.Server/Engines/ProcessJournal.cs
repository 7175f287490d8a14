using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Engines;

/// <summary>
/// The journal of a native process, looked after while none runs. Native keeps a request before it evaluates it, so one
/// that ends the process would end it at every start; and it does not start with a log whose end is torn.
/// </summary>
/// <param name="folder">Where it lies.</param>
/// <param name="logger">Where to log.</param>
internal sealed class ProcessJournal(string folder, ILogger logger)
{
    private const string Suffix = "aside";

    /// <summary>How long the files may stay locked after the process has ended, by what it had started.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    private readonly JournalPaths _paths = new(folder);

    /// <summary>The file with the request that was set aside last; null where none was.</summary>
    public string? SetAside { get; private set; }

    /// <summary>What the process is told.</summary>
    public IReadOnlyList<string> GetArguments(JournalSync sync) =>
        [sync == JournalSync.Always ? "-L" : "-l", _paths.Base];

    /// <summary>Makes the folder where it is missing, and cuts the log at the end of its last whole entry.</summary>
    /// <exception cref="RayforceException">It cannot be done, or another process has the files; the message says why.</exception>
    public Task MendAsync() => AttemptAsync(() =>
    {
        Directory.CreateDirectory(folder);
        // A process is not started while another has the files: that it ends would seem the fault of the last request.
        JournalLock.Take(_paths).Dispose();
        if (!File.Exists(_paths.Log))
            return false;
        var (end, length) = (JournalEnd.Of(_paths.Log), new FileInfo(_paths.Log).Length);
        if (end.Bytes == length || end.Bytes == 0)
            return false;
        var rest = JournalTail.CutOff(_paths.Log, end.Bytes);
        logger.JournalCut(_paths.Log, end.Bytes, "its last entry is torn.", length - end.Bytes, rest);
        return true;
    });

    /// <summary>Sets the last request of the log aside, if it is one that was lost.</summary>
    /// <param name="isLost">Whether a request, by its digest, has had no reply.</param>
    /// <param name="why">How the process ended.</param>
    /// <exception cref="RayforceException">It cannot be done; the message says why.</exception>
    public Task SetAsideAsync(Predicate<byte[]> isLost, string why) => AttemptAsync(() =>
    {
        if (FindLast() is not { } last || !isLost(GetDigest(last)))
            return false;
        Note(JournalTail.CutOff(_paths.Log, last, Suffix), last, why);
        return true;
    });

    /// <summary>Takes the last request out of the log, to see whether the process starts without it.</summary>
    /// <returns>Where it stood, and the file that it is in; null where there is none.</returns>
    /// <exception cref="RayforceException">It cannot be done; the message says why.</exception>
    public async Task<(long Offset, string File)?> TakeLastAsync()
    {
        (long, string)? taken = null;
        await AttemptAsync(() =>
        {
            if (FindLast() is not { } last)
                return false;
            taken = (last, JournalTail.CutOff(_paths.Log, last, Suffix));
            return true;
        }).ConfigureAwait(false);
        return taken;
    }

    /// <summary>It was what had kept the process from starting.</summary>
    public void Keep((long Offset, string File) taken, string why) => Note(taken.File, taken.Offset, why);

    /// <summary>It was not: it belongs where it stood.</summary>
    /// <exception cref="RayforceException">It cannot be done; the message says why.</exception>
    public Task PutBackAsync((long Offset, string File) taken) => AttemptAsync(
        () => JournalTail.TryPutBack(_paths.Log, taken.Offset, taken.File));

    private void Note(string file, long offset, string why)
    {
        SetAside = file;
        ServerMetrics.SetAside.Add(1);
        logger.RequestSetAside(_paths.Log, offset, file, why);
    }

    /// <summary>Where the last entry begins that a start would evaluate; null where there is none.</summary>
    private long? FindLast()
    {
        if (!File.Exists(_paths.Log))
            return null;
        using var log = Open(_paths.Log);
        var end = JournalEnd.Of(log);
        if (end.Entries == 0)
            return null;
        if (!File.Exists(_paths.Snapshot))
            return end.Last;
        log.Position = 0;
        using var snapshot = Open(_paths.Snapshot);
        // What the snapshot contains is not evaluated; and native would pass over what took its place.
        return SnapshotFile.ReadCovered(snapshot) is { } covered && covered.Generation == JournalPreamble.Read(log)
            && covered.Bytes > end.Last
            ? null
            : end.Last;
    }

    private byte[] GetDigest(long offset)
    {
        using var log = Open(_paths.Log);
        log.Position = offset;
        Span<byte> header = stackalloc byte[FrameHeader.Size];
        log.ReadExactly(header);
        FrameHeader.TryRead(header, out var frame);
        var payload = new byte[frame.PayloadSize];
        log.ReadExactly(payload);
        if ((frame.Flags & FrameFlags.Compressed) == 0)
            return SHA256.HashData(payload);
        using var unpacked = FrameCompression.Unpack(payload, WireLimits.MaxConnectionPayload);
        return SHA256.HashData(unpacked.WrittenSpan);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private async Task AttemptAsync(Func<bool> attempt)
    {
        for (var left = LockPatience; ; left -= LockPause)
        {
            try
            {
                attempt();
                return;
            }
            catch (RayforceException) when (left > TimeSpan.Zero)
            {
                await Task.Delay(LockPause).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new RayforceException($"The journal {_paths.Base} cannot be looked after: {exception.Message}", exception);
            }
        }
    }
}
