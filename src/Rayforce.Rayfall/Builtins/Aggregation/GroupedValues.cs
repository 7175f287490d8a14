using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The different values of each group, in the order in which they came, with how often they came.</summary>
internal sealed class GroupedValues<T>(Budget budget)
    where T : unmanaged
{
    private readonly GrowingArray<GroupedValue<T>> _entries = new(budget);

    // One more than the number of an entry, and above it bits of its hash, so that few others are looked at.
    private ulong[] _table = [];

    public ReadOnlySpan<GroupedValue<T>> Entries => _entries.Span;

    /// <summary>Counts a value of a group.</summary>
    public void Add(int group, T value, long count = 1)
    {
        if (2 * (_entries.Count + 1) > _table.Length)
            Enlarge();
        var hash = Hash(group, value);
        var mask = _table.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var known = _table[slot];
            if (known == 0)
            {
                _entries.Add(new GroupedValue<T> { Group = group, Value = value, Count = count });
                _table[slot] = Mark(hash, _entries.Count);
                return;
            }

            if (known >> 32 != hash >> 32)
                continue;
            ref var entry = ref _entries[(int)(uint)known - 1];
            if (entry.Group == group && EqualityComparer<T>.Default.Equals(entry.Value, value))
            {
                entry.Count += count;
                return;
            }
        }
    }

    private static ulong Mark(ulong hash, int number) => (hash & 0xFFFFFFFF00000000) | (uint)number;

    private static ulong Hash(int group, T value)
    {
        if (typeof(T) == typeof(Guid))
        {
            var halves = MemoryMarshal.Cast<T, ulong>(new ReadOnlySpan<T>(in value));
            return Mixing.Hash(halves[0] + (uint)group, halves[1]);
        }

        // Zeros of both signs are equal, and so are all NaNs.
        if (typeof(T) == typeof(double))
            return Mixing.Hash((uint)group, BitConverter.DoubleToUInt64Bits(Canonical((double)(object)value)));
        if (typeof(T) == typeof(float))
            return Mixing.Hash((uint)group, BitConverter.DoubleToUInt64Bits(Canonical((float)(object)value)));
        ulong code = 0;
        Unsafe.WriteUnaligned(ref Unsafe.As<ulong, byte>(ref code), value);
        return Mixing.Hash((uint)group, code);
    }

    private static double Canonical(double value) => value == 0 ? 0 : double.IsNaN(value) ? double.NaN : value;

    private void Enlarge()
    {
        var size = Math.Max(64L, 2L * _table.Length);
        if (size > 1 << 30)
            throw Fault.Limit("more than 2^29 different values");
        budget.Charge(size - _table.Length, sizeof(ulong));
        _table = LargeArray.AllocateCleared<ulong>((int)size);
        var mask = _table.Length - 1;
        for (var number = 0; number < _entries.Count; number++)
        {
            if (number % Budget.BlockSize == 0)
                budget.Check();
            var hash = Hash(_entries[number].Group, _entries[number].Value);
            var slot = (int)hash & mask;
            while (_table[slot] != 0)
                slot = (slot + 1) & mask;
            _table[slot] = Mark(hash, number + 1);
        }
    }
}
