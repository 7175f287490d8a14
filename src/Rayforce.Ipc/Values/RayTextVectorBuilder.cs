using System.Buffers.Binary;

namespace Rayforce;

/// <summary>Builds a vector of symbols or strings from bytes, without making a .NET string of each.</summary>
public sealed class RayTextVectorBuilder
{
    private readonly RayType _type;
    private readonly int _gap;
    private byte[] _block;
    private int[] _starts;
    private int _length;
    private RayAttributes _attributes;

    /// <summary>Makes an empty builder.</summary>
    /// <param name="type"><see cref="RayType.Symbol"/> or <see cref="RayType.String"/>.</param>
    /// <param name="capacity">How many texts are expected.</param>
    /// <exception cref="ArgumentException">The type is neither of the two.</exception>
    public RayTextVectorBuilder(RayType type, int capacity = 0)
    {
        if (type is not (RayType.Symbol or RayType.String))
            throw new ArgumentException($"A vector of texts holds symbols or strings, not {type}.", nameof(type));
        _type = type;
        _gap = type == RayType.Symbol ? RaySymbolVector.Gap : RayStringVector.Gap;
        _starts = new int[capacity + 1];
        _block = new byte[Math.Min((long)capacity, int.MaxValue / 32) * 16];
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a text.</summary>
    /// <param name="utf8">Its bytes; those of a symbol may not contain a NUL.</param>
    /// <exception cref="ArgumentException">A symbol contains a NUL, which ends it on the wire.</exception>
    /// <exception cref="OverflowException">All the texts together take more than 2 GiB.</exception>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (_type == RayType.Symbol && utf8.IndexOf((byte)0) >= 0)
            throw new ArgumentException(
                "A symbol may not contain a NUL: it ends the symbol on the wire.", nameof(utf8));
        var end = RayTextVector.CheckedSize((long)_length + utf8.Length + _gap);
        if (end > _block.Length)
            Array.Resize(ref _block, (int)Math.Max(end, Math.Min(2L * _block.Length, int.MaxValue - 64)));
        if (Count + 1 >= _starts.Length)
            Array.Resize(ref _starts, (int)Math.Max(16, Math.Min(2L * _starts.Length, int.MaxValue - 64)));

        // A symbol's gap, its NUL, comes behind the text; a string's, its count, in front.
        var start = _type == RayType.Symbol ? _length : _length + _gap;
        if (_type == RayType.String)
            BinaryPrimitives.WriteInt64LittleEndian(_block.AsSpan(_length), utf8.Length);
        if (utf8.IsEmpty)
            _attributes = RayAttributes.HasNulls;
        utf8.CopyTo(_block.AsSpan(start));
        _starts[Count++] = start;
        _length = end;
    }

    /// <summary>The vector. The builder must not be used afterwards.</summary>
    public RayTextVector ToVector()
    {
        Array.Resize(ref _starts, Count + 1);
        _starts[Count] = _type == RayType.Symbol ? _length : _length + _gap;
        var block = _block.AsMemory(0, _length);
        return _type == RayType.Symbol
            ? new RaySymbolVector(block, _starts, _attributes)
            : new RayStringVector(block, _starts, _attributes);
    }
}
