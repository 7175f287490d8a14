using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Numbers 64-bit codes in the order in which they come: an open addressing table, at most half full.</summary>
internal sealed class KeyTable : CodeTable<ulong>
{
    // Beyond this many slots they are fetched ahead: the table no longer lies in the nearest cache.
    private const int FetchAhead = 1 << 11;

    private readonly Budget _budget;
    private Slot[] _slots;
    private int _shift;

    public KeyTable(Budget budget, int expected)
    {
        _budget = budget;
        var size = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2(2 * (ulong)Math.Max(expected, 8)), 16, 1 << 30);
        _slots = Allocate(size);
    }

    private long Size => (long)_slots.Length * Unsafe.SizeOf<Slot>();

    public override void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    [SkipLocalsInit]
    public override int Number(ReadOnlySpan<ulong> codes, Span<int> numbers, Span<int> news)
    {
        if (2L * (Count + codes.Length) > _slots.Length)
            Grow(Count + codes.Length);
        Span<uint> places = stackalloc uint[KeyColumn.BlockSize];
        places = places[..codes.Length];
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        Place(codes, places, ref slots);
        var found = 0;
        var mask = (uint)_slots.Length - 1;
        for (var i = 0; i < codes.Length; i++)
        {
            var code = codes[i];
            var place = places[i];
            while (true)
            {
                ref var slot = ref Unsafe.Add(ref slots, place);
                if (slot.Number == 0)
                {
                    slot = new Slot { Code = code, Number = ++Count };
                    news[found++] = i;
                    numbers[i] = Count - 1;
                    break;
                }

                if (slot.Code == code)
                {
                    numbers[i] = slot.Number - 1;
                    break;
                }

                place = (place + 1) & mask;
            }
        }

        return found;
    }

    /// <summary>The number of each code, -1 where it has none.</summary>
    [SkipLocalsInit]
    public void Find(ReadOnlySpan<ulong> codes, Span<int> numbers)
    {
        Span<uint> places = stackalloc uint[KeyColumn.BlockSize];
        places = places[..codes.Length];
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        Place(codes, places, ref slots);
        var mask = (uint)_slots.Length - 1;
        for (var i = 0; i < codes.Length; i++)
        {
            var place = places[i];
            var slot = Unsafe.Add(ref slots, place);
            while (slot.Number != 0 && slot.Code != codes[i])
            {
                place = (place + 1) & mask;
                slot = Unsafe.Add(ref slots, place);
            }

            numbers[i] = slot.Number - 1;
        }
    }

    /// <summary>Where each code belongs; begins to fetch it.</summary>
    private void Place(ReadOnlySpan<ulong> codes, Span<uint> places, ref Slot slots)
    {
        var ahead = Sse.IsSupported && _slots.Length > FetchAhead;
        for (var i = 0; i < codes.Length; i++)
        {
            var place = (uint)(Mixing.Hash(codes[i]) >> _shift);
            places[i] = place;
            if (ahead)
            {
                unsafe
                {
                    // Only a hint: an address that has moved since does no harm.
                    Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref slots, place)));
                }
            }
        }
    }

    private Slot[] Allocate(int size)
    {
        _budget.Charge(size, Unsafe.SizeOf<Slot>());
        _shift = 64 - BitOperations.Log2((uint)size);
        return LargeArray.AllocateCleared<Slot>(size);
    }

    private void Grow(int count)
    {
        var old = _slots;
        var size = BitOperations.RoundUpToPowerOf2(2 * (ulong)count);
        if (size > 1 << 30)
            throw Fault.Limit("too many different keys");
        var released = Size;
        _slots = Allocate((int)size);
        var mask = (uint)_slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot.Number == 0)
                continue;
            var place = (uint)(Mixing.Hash(slot.Code) >> _shift);
            while (_slots[place].Number != 0)
                place = (place + 1) & mask;
            _slots[place] = slot;
        }

        _budget.Release(released);
    }

    private struct Slot
    {
        public ulong Code;

        // One more than the code's number; 0 where there is no code.
        public int Number;
    }
}
