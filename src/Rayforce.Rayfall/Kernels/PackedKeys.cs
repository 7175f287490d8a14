using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Several keys in one code: the codes of each times the number of codes of those before it.</summary>
internal sealed class PackedKeys
{
    private readonly List<KeyColumn> _keys = [];
    private readonly List<ulong> _strides = [];

    /// <summary>No code is greater.</summary>
    public ulong Last { get; private set; }

    public int Count => _keys.Count;

    /// <summary>Adds a key, where the codes still fit into 64 bits.</summary>
    public bool TryAdd(KeyColumn key)
    {
        var stride = (UInt128)Last + 1;
        var last = Last + (key.Last * stride);
        if (last > ulong.MaxValue || (key.Last > 0 && stride > ulong.MaxValue))
            return false;
        _keys.Add(key);
        _strides.Add((ulong)stride);
        Last = (ulong)last;
        return true;
    }

    /// <summary>Writes the codes of some rows.</summary>
    /// <param name="codes">Gets them; of 32 bits where all are below that.</param>
    /// <param name="start">The position of the first.</param>
    /// <param name="rows">The rows at all positions, where they are chosen; otherwise nothing.</param>
    public void Write<TCode>(Span<TCode> codes, int start, ReadOnlySpan<int> rows)
        where TCode : unmanaged
    {
        codes.Clear();
        if (!rows.IsEmpty)
            rows = rows.Slice(start, codes.Length);
        for (var i = 0; i < _keys.Count; i++)
        {
            if (typeof(TCode) == typeof(uint))
                _keys[i].Add(MemoryMarshal.Cast<TCode, uint>(codes), (uint)_strides[i], start, rows);
            else
                _keys[i].Add(MemoryMarshal.Cast<TCode, ulong>(codes), _strides[i], start, rows);
        }
    }
}
