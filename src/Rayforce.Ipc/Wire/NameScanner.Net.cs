using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Ipc;

/// <summary>
/// Finds the names of a Symbol vector, 64 bytes at a time: most are too short for a search of each to pay.
/// </summary>
internal static class NameScanner
{
    private const int WordSize = 64;

    /// <summary>Finds where each name begins, and where one after the last would.</summary>
    /// <param name="source">The bytes, from the first name on.</param>
    /// <param name="starts">One entry more than there are names; the first becomes 0.</param>
    /// <returns>How many entries were found: all of them, unless a name is not there or not ended by a NUL.</returns>
    public static int FindStarts(ReadOnlySpan<byte> source, Span<int> starts)
    {
        starts[0] = 0;
        var found = 1;
        var position = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(source);
            for (; source.Length - position >= WordSize && found < starts.Length; position += WordSize)
            {
                var low = Vector256.LoadUnsafe(ref first, (nuint)position);
                var high = Vector256.LoadUnsafe(ref first, (nuint)(position + Vector256<byte>.Count));
                var ends = Vector256.Equals(low, Vector256<byte>.Zero).ExtractMostSignificantBits()
                    | ((ulong)Vector256.Equals(high, Vector256<byte>.Zero).ExtractMostSignificantBits() << Vector256<byte>.Count);
                for (; ends != 0 && found < starts.Length; ends &= ends - 1)
                    starts[found++] = position + BitOperations.TrailingZeroCount(ends) + 1;
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
