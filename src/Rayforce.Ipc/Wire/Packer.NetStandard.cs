namespace Rayforce.Ipc;

/// <summary>Packs a payload, byte by byte: see <see cref="FrameCompression"/>.</summary>
internal static class Packer
{
    /// <summary>Bytes behind the packed ones that may be written to.</summary>
    public const int Slack = 0;

    private const int LongestRun = 127;
    private const int LongestLiteral = 128;

    /// <summary>Packs, and gives up where nothing is saved.</summary>
    /// <param name="source">The payload.</param>
    /// <param name="destination">Gets the packed bytes.</param>
    /// <param name="limit">How many there may be.</param>
    /// <returns>How many there are, or -1.</returns>
    public static int Pack(ReadOnlySpan<byte> source, Span<byte> destination, int limit)
    {
        destination = destination.Slice(0, limit);
        var written = 0;
        var position = 0;
        while (position < source.Length)
        {
            var difference = Difference(source, position);
            var run = RunLength(source, position, difference);
            var isRun = run >= 2;
            var end = isRun ? position + run : LiteralEnd(source, position);
            var count = end - position;
            if (destination.Length - written < (isRun ? 2 : count + 1))
                return -1;
            destination[written++] = (byte)(isRun ? count : -count);
            if (isRun)
            {
                destination[written++] = difference;
            }
            else
            {
                for (var i = position; i < end; i++)
                    destination[written++] = Difference(source, i);
            }

            position = end;
        }

        return written;
    }

    private static int RunLength(ReadOnlySpan<byte> source, int start, byte difference)
    {
        var bytes = source.Slice(start, Math.Min(LongestRun, source.Length - start));
        var length = 1;
        while (length < bytes.Length && (byte)(bytes[length] - bytes[length - 1]) == difference)
            length++;
        return length;
    }

    /// <summary>Literals go on until the next pair of equal differences.</summary>
    private static int LiteralEnd(ReadOnlySpan<byte> source, int start)
    {
        // One byte more than there may be literals, to see whether the last of them begins a pair.
        var bytes = source.Slice(start, Math.Min(LongestLiteral + 1, source.Length - start));
        for (var i = 1; i < bytes.Length - 1; i++)
        {
            if ((byte)(bytes[i] - bytes[i - 1]) == (byte)(bytes[i + 1] - bytes[i]))
                return start + i;
        }

        return start + Math.Min(bytes.Length, LongestLiteral);
    }

    private static byte Difference(ReadOnlySpan<byte> source, int index) =>
        index == 0 ? source[0] : (byte)(source[index] - source[index - 1]);
}
