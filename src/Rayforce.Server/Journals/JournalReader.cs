using System.Runtime.CompilerServices;
using Rayforce.Ipc;

namespace Rayforce.Server.Journals;

/// <summary>Reads a log, entry after entry, up to its end or to where it is damaged.</summary>
internal sealed class JournalReader
{
    private const int ReadSize = 1 << 18;

    private readonly Stream _stream;

    /// <param name="stream">The log, from its beginning.</param>
    public JournalReader(Stream stream)
    {
        _stream = stream;
        stream.Position = 0;
        Generation = JournalPreamble.Read(stream);
        ValidBytes = Start = Generation is null ? 0 : JournalPreamble.Size;
    }

    /// <summary>The number of the log; null where it has none.</summary>
    public long? Generation { get; }

    /// <summary>Where the entries begin.</summary>
    public long Start { get; }

    /// <summary>The bytes of the log up to the end of the last whole entry that was read.</summary>
    public long ValidBytes { get; private set; }

    /// <summary>What is wrong with what follows these bytes; null at the end of the log.</summary>
    public string? Damage { get; private set; }

    /// <summary>Reads the entries from a place on.</summary>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _stream.Position = ValidBytes = from;
        var frames = new FrameReader(new BufferedStream(_stream, ReadSize)) { Version = WireVersion.V3 };
        using var payload = new PooledBuffer();
        while (true)
        {
            payload.Clear();
            FrameHeader? header;
            try
            {
                header = await frames.ReadAsync(payload, cancellationToken).ConfigureAwait(false);
            }
            catch (RayforceFormatException exception)
            {
                Damage = exception.Message;
                yield break;
            }

            if (header is not { } known)
                yield break;
            var entry = Decode(ValidBytes, known, payload.WrittenSpan);
            ValidBytes = entry.End;
            yield return entry;
        }
    }

    private static JournalEntry Decode(long offset, FrameHeader header, ReadOnlySpan<byte> payload)
    {
        PooledBuffer? unpacked = null;
        try
        {
            if ((header.Flags & FrameFlags.Compressed) != 0)
            {
                unpacked = FrameCompression.Unpack(payload, WireLimits.MaxConnectionPayload);
                payload = unpacked.WrittenSpan;
            }

            // As every core reads its journal; tables and dicts that do not agree are older cores'.
            var request = RaySerializer.Deserialize(
                payload, header.Version, RayReadOptions.TrailingBytes | RayReadOptions.OlderCores);
            return new JournalEntry(offset, header, request, null);
        }
        catch (RayforceFormatException exception)
        {
            return new JournalEntry(offset, header, null, exception.Message);
        }
        finally
        {
            unpacked?.Dispose();
        }
    }
}
