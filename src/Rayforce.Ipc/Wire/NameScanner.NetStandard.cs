using System.Buffers.Binary;

namespace Rayforce.Ipc;

/// <summary>
/// Finds the names of a Symbol vector, eight bytes at a time: most are too short for a search of each to pay.
/// </summary>
internal static class NameScanner
{
    private const ulong LowBits = 0x7F7F7F7F7F7F7F7F;

    /// <summary>Shifted left by k bytes, its highest byte is k.</summary>
    private const ulong Indexes = 0x0001020304050607;

    /// <summary>Finds where each name begins, and where one after the last would.</summary>
    /// <param name="source">The bytes, from the first name on.</param>
    /// <param name="starts">One entry more than there are names; the first becomes 0.</param>
    /// <returns>How many entries were found: all of them, unless a name is not there or not ended by a NUL.</returns>
    public static int FindStarts(ReadOnlySpan<byte> source, Span<int> starts)
    {
        starts[0] = 0;
        var found = 1;
        var position = 0;
        for (; source.Length - position >= sizeof(ulong) && found < starts.Length; position += sizeof(ulong))
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(source.Slice(position));
            // The high bit of each byte that is 0, and of no other.
            var zeros = ~(((word & LowBits) + LowBits) | word | LowBits);
            for (; zeros != 0 && found < starts.Length; zeros &= zeros - 1)
            {
                var lowest = (zeros & (~zeros + 1)) >> 7;
                starts[found++] = position + (int)((lowest * Indexes) >> 56) + 1;
            }
        }

        for (; position < source.Length && found < starts.Length; position++)
        {
            if (source[position] == 0)
                starts[found++] = position + 1;
        }

        return found;
    }
}
