using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Truth values into the numbers of the rows that have them.</summary>
internal static class SelectionKernel
{
    /// <summary>Writes the numbers from <paramref name="start"/> on of the elements that are not zero.</summary>
    /// <returns>How many.</returns>
    public static int Rows(ReadOnlySpan<byte> truths, int start, Span<int> target)
    {
        ref var truth = ref MemoryMarshal.GetReference(truths);
        ref var first = ref MemoryMarshal.GetReference(target[..truths.Length]);
        var count = 0;
        var i = 0;
        if (Avx512F.IsSupported)
        {
            for (; i <= truths.Length - Vector512<int>.Count; i += Vector512<int>.Count)
            {
                var rows = Vector512<int>.Indices + Vector512.Create(start + i);
                count += Keep(Vector128.LoadUnsafe(ref truth, (nuint)i), rows, ref Unsafe.Add(ref first, count));
            }
        }

        // Each number is written, and stays where its row is chosen: no branch that could be guessed wrong.
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
        ref var truth = ref MemoryMarshal.GetReference(truths);
        ref var row = ref MemoryMarshal.GetReference(rows[..truths.Length]);
        ref var first = ref MemoryMarshal.GetReference(target[..truths.Length]);
        var count = 0;
        var i = 0;
        if (Avx512F.IsSupported)
        {
            for (; i <= truths.Length - Vector512<int>.Count; i += Vector512<int>.Count)
            {
                count += Keep(
                    Vector128.LoadUnsafe(ref truth, (nuint)i),
                    Vector512.LoadUnsafe(ref row, (nuint)i),
                    ref Unsafe.Add(ref first, count));
            }
        }

        for (; i < truths.Length; i++)
        {
            Unsafe.Add(ref first, count) = Unsafe.Add(ref row, i);
            count += Unsafe.Add(ref truth, i) != 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Writes the kept ones of 16 rows together, and behind them what the next rows write over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(Vector128<byte> truths, Vector512<int> rows, ref int target)
    {
        var kept = ~Vector512.Equals(Avx512F.ConvertToVector512Int32(truths), Vector512<int>.Zero);
        Avx512F.Compress(Vector512<int>.Zero, kept, rows).StoreUnsafe(ref target);
        return System.Numerics.BitOperations.PopCount(kept.ExtractMostSignificantBits());
    }

    /// <summary>Whether some rows are all of so many, in order: then there is nothing to bring together.</summary>
    public static bool AreAll(ReadOnlySpan<int> rows, int count)
    {
        if (rows.Length != count)
            return false;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] != i)
                return false;
        }

        return true;
    }
}
