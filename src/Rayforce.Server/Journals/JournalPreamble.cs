using System.Buffers.Binary;

namespace Rayforce.Server.Journals;

/// <summary>
/// What a log begins with since core 2.11.0: 8 letters, and a number that no other log of the journal has, so that a
/// snapshot can say which log, and how much of it, it contains.
/// </summary>
internal static class JournalPreamble
{
    public const int Size = 16;

    private static ReadOnlySpan<byte> Letters => "RAYJLG1\0"u8;

    /// <summary>A number for the next log.</summary>
    /// <param name="last">That of the last one.</param>
    public static long Next(long last) => Math.Max(last + 1, DateTime.UtcNow.Ticks);

    public static void Write(Stream stream, long generation)
    {
        Span<byte> preamble = stackalloc byte[Size];
        Letters.CopyTo(preamble);
        BinaryPrimitives.WriteInt64LittleEndian(preamble[Letters.Length..], generation);
        stream.Write(preamble);
    }

    /// <summary>Reads the number of a log from its beginning.</summary>
    /// <returns>Null where the log has none, as those of older cores.</returns>
    public static long? Read(Stream stream)
    {
        Span<byte> preamble = stackalloc byte[Size];
        return stream.ReadAtLeast(preamble, Size, throwOnEndOfStream: false) == Size && preamble.StartsWith(Letters)
            ? BinaryPrimitives.ReadInt64LittleEndian(preamble[Letters.Length..])
            : null;
    }
}
