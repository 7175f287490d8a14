using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A table with a place for every code: for codes of a small range.</summary>
internal sealed class DirectTable : CodeTable<uint>
{
    // One more than the code's number; 0 where the code has not come.
    private readonly int[] _numbers;
    private readonly uint _mask;

    /// <param name="budget">The limits of the request.</param>
    /// <param name="last">The greatest code; of greater ones the low bits count.</param>
    public DirectTable(Budget budget, uint last)
    {
        var size = BitOperations.RoundUpToPowerOf2(last + 1UL);
        budget.Charge((long)size, sizeof(int));
        _numbers = LargeArray.AllocateCleared<int>((int)size);
        _mask = (uint)(size - 1);
    }

    public override int Number(ReadOnlySpan<uint> codes, Span<int> numbers, Span<int> news)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_numbers);
        numbers = numbers[..codes.Length];
        var count = Count;
        var found = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            ref var number = ref Unsafe.Add(ref table, codes[i] & _mask);
            if (number == 0)
            {
                number = ++count;
                news[found++] = i;
            }

            numbers[i] = number - 1;
        }

        Count = count;
        return found;
    }

    public override void Clear()
    {
        Array.Clear(_numbers);
        Count = 0;
    }
}
