using System.Buffers;

namespace Rayforce.Ipc.Tests.Support;

/// <summary>
/// Bytes cut into the segments of a sequence, each between guard bytes that nobody may take for data.
/// </summary>
internal static class Pieces
{
    private const int Guard = 5;
    private const byte GuardByte = 0xCC;

    /// <summary>Cuts at the given places; places may repeat and need no order.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, IEnumerable<int> places)
    {
        int[] cuts = [0, .. places.Select(place => Math.Clamp(place, 0, bytes.Length)).Order(), bytes.Length];
        Segment? first = null;
        Segment? last = null;
        for (var i = 1; i < cuts.Length; i++)
        {
            last = new Segment(Between(bytes.AsSpan(cuts[i - 1]..cuts[i])), last);
            first ??= last;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    /// <summary>One byte a segment.</summary>
    public static ReadOnlySequence<byte> CutEverywhere(byte[] bytes) =>
        Cut(bytes, Enumerable.Range(1, Math.Max(bytes.Length - 1, 0)));

    private static ReadOnlyMemory<byte> Between(ReadOnlySpan<byte> bytes)
    {
        var guarded = new byte[bytes.Length + 2 * Guard];
        guarded.AsSpan().Fill(GuardByte);
        bytes.CopyTo(guarded.AsSpan(Guard));
        return guarded.AsMemory(Guard, bytes.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
