using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The different values of each group, numbered in the order in which they came, with how often they came.</summary>
internal sealed class GroupedValues<T>(Budget budget)
    where T : unmanaged
{
    private int[] _table = [];

    public GrowingArray<int> Groups { get; } = new(budget);

    public GrowingArray<T> Values { get; } = new(budget);

    public GrowingArray<long> Counts { get; } = new(budget);

    /// <summary>Counts a value of a group.</summary>
    public void Add(int group, T value, long count = 1)
    {
        if (2 * (Groups.Count + 1) > _table.Length)
            Enlarge();
        var mask = _table.Length - 1;
        for (var slot = (int)Hash(group, value) & mask; ; slot = (slot + 1) & mask)
        {
            var number = _table[slot] - 1;
            if (number < 0)
            {
                Groups.Add(group);
                Values.Add(value);
                Counts.Add(count);
                _table[slot] = Groups.Count;
                return;
            }

            if (Groups[number] == group && EqualityComparer<T>.Default.Equals(Values[number], value))
            {
                Counts[number] += count;
                return;
            }
        }
    }

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
        budget.Charge(size - _table.Length, sizeof(int));
        _table = new int[size];
        var mask = _table.Length - 1;
        for (var number = 0; number < Groups.Count; number++)
        {
            if (number % Budget.BlockSize == 0)
                budget.Check();
            var slot = (int)Hash(Groups[number], Values[number]) & mask;
            while (_table[slot] != 0)
                slot = (slot + 1) & mask;
            _table[slot] = number + 1;
        }
    }
}
