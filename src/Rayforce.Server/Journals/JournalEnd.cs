using Rayforce.Ipc;

namespace Rayforce.Server.Journals;

/// <summary>
/// Where the whole entries of a log end, as <c>.log.validate</c> has it: by their headers, whatever is in them.
/// </summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Last">Where the last one begins; where there is none, where it would.</param>
/// <param name="Bytes">The bytes of the log up to the end of the last one; 0 of what is no log.</param>
internal readonly record struct JournalEnd(long Entries, long Last, long Bytes)
{
    /// <summary>The end of a log in a file.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public static JournalEnd Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Of(stream);
    }

    /// <summary>The end of a log.</summary>
    /// <param name="log">The log, from its beginning.</param>
    public static JournalEnd Of(Stream log)
    {
        var length = log.Length;
        var (entries, bytes) = (0L, JournalPreamble.Read(log) is null ? 0L : JournalPreamble.Size);
        var last = bytes;
        Span<byte> header = stackalloc byte[FrameHeader.Size];
        while (length - bytes >= FrameHeader.Size)
        {
            log.Position = bytes;
            log.ReadExactly(header);
            if (FrameHeader.TryRead(header, out var frame) != WireStatus.Done || frame.Version != WireVersion.V3
                || frame.PayloadSize is < 1 or > WireLimits.MaxConnectionPayload
                || frame.PayloadSize > length - bytes - FrameHeader.Size)
            {
                break;
            }

            (entries, last, bytes) = (entries + 1, bytes, bytes + FrameHeader.Size + frame.PayloadSize);
        }

        return new JournalEnd(entries, last, bytes);
    }
}
