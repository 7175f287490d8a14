using Rayforce.Ipc;

namespace Rayforce.Server.Journals;

/// <summary>Reads objects one after another out of a file that may be larger than any array.</summary>
internal sealed class ObjectWindow(Stream stream)
{
    private const int InitialSize = 1 << 20;
    private const int SizeOffset = 8;

    private byte[] _bytes = new byte[InitialSize];
    private int _start;
    private int _end;

    /// <summary>Reads the header of the frame in which everything stands.</summary>
    /// <exception cref="RayforceFormatException">It is none that can be read.</exception>
    public void SkipFrameHeader()
    {
        while (_end < FrameHeader.Size && TryReadOn())
        {
        }

        var bytes = _bytes.AsSpan(0, Math.Min(_end, FrameHeader.Size));
        // A snapshot may be larger than other frames.
        if (bytes.Length == FrameHeader.Size)
            bytes[SizeOffset..].Clear();
        var status = FrameHeader.TryRead(bytes, out var header);
        if (status == WireStatus.Done && header.Version != WireVersion.V3)
            status = WireStatus.UnexpectedVersion;
        if (status != WireStatus.Done || (header.Flags & FrameFlags.Compressed) != 0)
            throw new RayforceFormatException(status, 0);
        _start = FrameHeader.Size;
    }

    /// <summary>Reads what stands before the value of an object.</summary>
    /// <exception cref="RayforceFormatException">The bytes are no object.</exception>
    public ObjectHeader ReadHeader()
    {
        while (true)
        {
            var reader = NewReader();
            try
            {
                var header = reader.ReadHeader();
                _start += reader.Offset;
                return header;
            }
            catch (RayforceFormatException) when (TryReadOn())
            {
                // It may only not be there as a whole yet.
            }
        }
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="RayforceFormatException">The bytes are no object, or it takes more than 2 GB.</exception>
    public RayObject ReadObject()
    {
        while (true)
        {
            var reader = NewReader();
            try
            {
                var value = RaySerializer.Deserialize(ref reader, RayReadOptions.OlderCores);
                _start += reader.Offset;
                return value;
            }
            catch (RayforceFormatException) when (TryReadOn())
            {
                // It may only not be there as a whole yet.
            }
        }
    }

    private RayReader NewReader() => new(_bytes.AsSpan(_start, _end - _start), WireVersion.V3);

    /// <returns>Whether there is more than before.</returns>
    private bool TryReadOn()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _bytes.Length)
        {
            if (_bytes.Length == Array.MaxLength)
                return false;
            Array.Resize(ref _bytes, (int)Math.Min(2L * _bytes.Length, Array.MaxLength));
        }

        var read = stream.ReadAtLeast(_bytes.AsSpan(_end), _bytes.Length - _end, throwOnEndOfStream: false);
        _end += read;
        return read > 0;
    }
}
