namespace Rayforce.Ipc;

/// <summary>Unpacks a payload: see <see cref="FrameCompression"/>.</summary>
/// <param name="source">The packed bytes, without the size in front.</param>
/// <param name="destination">Gets the payload.</param>
internal ref partial struct Unpacker(ReadOnlySpan<byte> source, Span<byte> destination)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly Span<byte> _destination = destination;
    private int _read;
    private int _filled;
    private byte _previous;

    /// <summary>Unpacks it all.</summary>
    /// <returns>Whether that fills the destination exactly.</returns>
    public static bool TryUnpack(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var unpacker = new Unpacker(source, destination);
        unpacker.UnpackBlocks();

        // What lies behind the last byte is ignored, as natively.
        while (unpacker._read < source.Length && unpacker._filled < destination.Length)
        {
            if (!unpacker.TryUnpackBlock())
                return false;
        }

        return unpacker._filled == destination.Length;
    }

    /// <summary>Unpacks a block byte by byte, and looks whether it is there and has room.</summary>
    private bool TryUnpackBlock()
    {
        int count = (sbyte)_source[_read];
        var isLiteral = count <= 0;
        count = Math.Abs(count);
        var taken = isLiteral ? count : 1;
        if (_source.Length - 1 - _read < taken || _destination.Length - _filled < count)
            return false;
        var block = _destination.Slice(_filled, count);
        for (var i = 0; i < block.Length; i++)
            block[i] = _previous += _source[_read + 1 + (isLiteral ? i : 0)];
        _read += 1 + taken;
        _filled += count;
        return true;
    }
}
