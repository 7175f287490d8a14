using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Some numbers, asked of many whether they are among them.</summary>
internal sealed class MemberSet<T>
    where T : unmanaged, INumber<T>
{
    // Up to so many members each element is compared with all of them, many elements at once.
    private const int Few = 12;

    // Up to so many bits a map is used.
    private const ulong MapBits = 1 << 23;

    private readonly T[] _few = [];
    private readonly bool _hasNone;
    private readonly ulong[]? _map;
    private readonly ulong _least;
    private readonly KeyTable? _table;

    /// <param name="budget">The limits of the request.</param>
    /// <param name="members">The numbers. A NaN is equal to every other.</param>
    public MemberSet(Budget budget, ReadOnlySpan<T> members)
    {
        var codes = new ulong[members.Length];
        budget.Charge(members.Length, sizeof(ulong));
        var (least, greatest) = (ulong.MaxValue, 0UL);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = Code(members[i]);
            _hasNone |= T.IsNaN(members[i]);
            (least, greatest) = (Math.Min(least, codes[i]), Math.Max(greatest, codes[i]));
        }

        if (members.Length <= Few)
        {
            _few = members.ToArray();
            return;
        }

        _least = least;
        if (greatest - least < MapBits)
        {
            var words = (int)((greatest - least) / 64) + 1;
            budget.Charge(words, sizeof(ulong));
            _map = new ulong[words];
            foreach (var code in codes)
                _map[(code - least) / 64] |= 1UL << (int)((code - least) % 64);
            return;
        }

        _table = new KeyTable(budget, members.Length);
        Span<int> numbers = stackalloc int[KeyColumn.BlockSize];
        Span<int> news = stackalloc int[KeyColumn.BlockSize];
        foreach (var block in new Blocks(budget, 0, codes.Length))
            _table.Number(codes.AsSpan(block), numbers, news);
    }

    /// <summary>Writes 1 for each element that is among the members and 0 for the others.</summary>
    public void Contains(ReadOnlySpan<T> elements, Span<byte> target)
    {
        target = target[..elements.Length];
        if (_map is { } map)
        {
            for (var i = 0; i < elements.Length; i++)
            {
                var code = Code(elements[i]) - _least;
                var word = code / 64;
                target[i] = word < (ulong)map.Length ? (byte)((map[word] >> (int)(code % 64)) & 1) : (byte)0;
            }
        }
        else if (_table is { } table)
        {
            Span<ulong> codes = stackalloc ulong[KeyColumn.BlockSize];
            Span<int> numbers = stackalloc int[KeyColumn.BlockSize];
            while (!elements.IsEmpty)
            {
                var count = Math.Min(elements.Length, KeyColumn.BlockSize);
                for (var i = 0; i < count; i++)
                    codes[i] = Code(elements[i]);
                table.Find(codes[..count], numbers);
                for (var i = 0; i < count; i++)
                    target[i] = numbers[i] >= 0 ? (byte)1 : (byte)0;
                elements = elements[count..];
                target = target[count..];
            }
        }
        else
        {
            for (var i = CompareVectors(elements, target); i < elements.Length; i++)
                target[i] = IsAmongFew(elements[i]) ? (byte)1 : (byte)0;
        }
    }

    /// <summary>Compares whole vectors of elements.</summary>
    /// <returns>How many elements.</returns>
    private int CompareVectors(ReadOnlySpan<T> elements, Span<byte> target)
    {
        if (!Bmi2.X64.IsSupported || !Vector512.IsHardwareAccelerated)
            return 0;
        ref var source = ref MemoryMarshal.GetReference(elements);
        ref var first = ref MemoryMarshal.GetReference(target);
        var end = elements.Length - (elements.Length % 64);
        for (var i = 0; i < end; i += Vector512<T>.Count)
        {
            var element = Vector512.LoadUnsafe(ref source, (nuint)i);
            var among = _hasNone ? ~Vector512.Equals(element, element) : Vector512<T>.Zero;
            foreach (var member in _few)
                among |= Vector512.Equals(element, Vector512.Create(member));
            var bits = among.ExtractMostSignificantBits();
            for (var j = 0; j < Vector512<T>.Count; j += 8)
            {
                Unsafe.WriteUnaligned(
                    ref Unsafe.Add(ref first, i + j),
                    Bmi2.X64.ParallelBitDeposit((bits >> j) & 0xff, 0x0101_0101_0101_0101));
            }
        }

        return end;
    }

    private bool IsAmongFew(T element)
    {
        if (T.IsNaN(element))
            return _hasNone;
        foreach (var member in _few)
        {
            if (member == element)
                return true;
        }

        return false;
    }

    private static ulong Code(T element)
    {
        if (typeof(T) == typeof(double))
            return FloatKeys<double>.Code((double)(object)element);
        if (typeof(T) == typeof(float))
            return FloatKeys<float>.Code((float)(object)element);
        return ulong.CreateTruncating(element);
    }
}
