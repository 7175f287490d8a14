using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Server.Journals;

/// <summary>
/// A snapshot: one frame, a dict from the names of the globals to their values, and at its end which part of which log
/// it contains. It may be larger than any buffer: it is written and read value by value.
/// </summary>
internal static class SnapshotFile
{
    /// <summary>The last name, of what is no global. Before core 2.11.0 there was none.</summary>
    private const string Covered = ".journal.covered";

    private const int WriteSize = 16 << 20;

    /// <summary>What the last value takes: a vector of two numbers.</summary>
    private const int CoveredSize = 26;

    /// <summary>Writes a snapshot.</summary>
    /// <param name="stream">An empty file.</param>
    /// <param name="names">The names of the globals.</param>
    /// <param name="find">What a name is bound to.</param>
    /// <param name="generation">The log that it belongs to.</param>
    /// <param name="bytes">How many bytes of the log it contains.</param>
    /// <exception cref="IOException">It cannot be written, or a value takes more than 2 GB.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<RaySymbol> names, Func<RaySymbol, RayObject> find, long generation, long bytes)
    {
        stream.Position = FrameHeader.Size;
        using var buffer = new PooledBuffer();
        var keys = new RayTextVectorBuilder(RayType.Symbol);
        foreach (var name in names)
            keys.Add(name.Utf8);
        keys.Add(Encoding.UTF8.GetBytes(Covered));
        var writer = new RayWriter(buffer, WireVersion.V3);
        writer.WriteDictHeader();
        RaySerializer.Serialize(keys.ToVector(), ref writer);
        writer.WriteListHeader(keys.Count);
        writer.Flush();
        foreach (var name in names)
        {
            if (buffer.WrittenCount > WriteSize)
                Empty();
            try
            {
                RaySerializer.Serialize(find(name), buffer);
            }
            catch (Exception exception) when (exception is OverflowException or ArgumentException)
            {
                throw new IOException($"{name.Name} cannot be kept in a snapshot: {exception.Message}", exception);
            }
        }

        RaySerializer.Serialize(new RayVector<long>(generation, bytes), buffer);
        Empty();
        var size = stream.Position - FrameHeader.Size;
        Span<byte> header = stackalloc byte[FrameHeader.Size];
        new FrameHeader(WireVersion.V3, FrameFlags.None, MessageType.Async, size).Write(header);
        stream.Position = 0;
        stream.Write(header);
        stream.Flush();

        void Empty()
        {
            stream.Write(buffer.WrittenSpan);
            buffer.Clear();
        }
    }

    /// <summary>Reads from the end of a snapshot which part of which log it contains.</summary>
    /// <returns>The log's number, and the bytes; null where it does not say.</returns>
    public static (long Generation, long Bytes)? ReadCovered(Stream stream)
    {
        if (stream.Length < CoveredSize)
            return null;
        Span<byte> last = stackalloc byte[CoveredSize];
        stream.Position = stream.Length - CoveredSize;
        stream.ReadExactly(last);
        try
        {
            return RaySerializer.Deserialize(last, WireVersion.V3) is RayVector<long> { Count: 2 } covered
                ? (covered.Span[0], covered.Span[1])
                : null;
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <exception cref="RayforceFormatException">It is none.</exception>
    /// <exception cref="RayforceException">It is none.</exception>
    public static SnapshotContent Read(Stream stream)
    {
        var window = new ObjectWindow(stream);
        window.SkipFrameHeader();
        if (window.ReadHeader().Type != RayType.Dict || window.ReadObject() is not RaySymbolVector names
            || window.ReadHeader() is not { Type: RayType.List } list || list.Count != names.Count)
        {
            throw new RayforceException("It is no dict from names to a list of values.");
        }

        var globals = new List<KeyValuePair<RaySymbol, RayObject>>(names.Count);
        (long, long)? covered = null;
        for (var i = 0; i < names.Count; i++)
        {
            var (name, value) = (new RaySymbol(names.GetUtf8(i)), window.ReadObject());
            if (name.Name == Covered && value is RayVector<long> { Count: 2 } place)
                covered = (place.Span[0], place.Span[1]);
            else
                globals.Add(new(name, value));
        }

        return new SnapshotContent(globals, covered);
    }
}
