using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Truth values into the numbers of the rows that have them.</summary>
internal static class SelectionKernel
{
    /// <summary>Writes the numbers from <paramref name="start"/> on of the elements that are not zero.</summary>
    /// <returns>How many.</returns>
    public static int Rows(ReadOnlySpan<byte> truths, int start, Span<int> target)
    {
        // Each number is written, and stays where its row is chosen: no branch that could be guessed wrong.
        ref var truth = ref MemoryMarshal.GetReference(truths);
        ref var first = ref MemoryMarshal.GetReference(target[..truths.Length]);
        var count = 0;
        var i = 0;
        for (; i <= truths.Length - sizeof(ulong); i += sizeof(ulong))
        {
            if (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref truth, i)) == 0)
                continue;
            for (var j = i; j < i + sizeof(ulong); j++)
            {
                Unsafe.Add(ref first, count) = start + j;
                count += Unsafe.Add(ref truth, j) != 0 ? 1 : 0;
            }
        }

        for (; i < truths.Length; i++)
        {
            Unsafe.Add(ref first, count) = start + i;
            count += Unsafe.Add(ref truth, i) != 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Writes those rows whose element is not zero; source and target may be the same memory.</summary>
    /// <returns>How many.</returns>
    public static int Rows(ReadOnlySpan<byte> truths, ReadOnlySpan<int> rows, Span<int> target)
    {
        rows = rows[..truths.Length];
        target = target[..truths.Length];
        var count = 0;
        for (var i = 0; i < truths.Length; i++)
        {
            target[count] = rows[i];
            count += truths[i] != 0 ? 1 : 0;
        }

        return count;
    }
}
