using Rayforce.Ipc;

namespace Rayforce.Server.Journals;

/// <summary>Counts the entries of a log, as <c>.log.validate</c> does: by their headers, whatever is in them.</summary>
internal static class JournalCount
{
    /// <summary>The whole entries of a log, and the bytes up to their end; 0 and 0 of what is no log.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public static (long Entries, long Bytes) Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = stream.Length;
        var (entries, bytes) = (0L, JournalPreamble.Read(stream) is null ? 0L : JournalPreamble.Size);
        Span<byte> header = stackalloc byte[FrameHeader.Size];
        while (length - bytes >= FrameHeader.Size)
        {
            stream.Position = bytes;
            stream.ReadExactly(header);
            if (FrameHeader.TryRead(header, out var frame) != WireStatus.Done || frame.Version != WireVersion.V3
                || frame.PayloadSize is < 1 or > WireLimits.MaxConnectionPayload
                || frame.PayloadSize > length - bytes - FrameHeader.Size)
            {
                break;
            }

            (entries, bytes) = (entries + 1, bytes + FrameHeader.Size + frame.PayloadSize);
        }

        return (entries, bytes);
    }
}
