using System.Buffers.Binary;

namespace Rayforce.Server;

/// <summary>
/// The frames of a WebSocket's client as they arrive. Beginnings are held back until they say something: the header of a
/// frame and its first byte, and control frames as a whole. So a client that begins one and stops is seen, and one that
/// does not mask its frames (RFC 6455, 5.1); .NET's WebSocket notices neither.
/// </summary>
internal sealed class ClientFrames
{
    private const int BufferSize = 4096;
    private const int ShortestHeader = 2;
    private const int MaskSize = 4;
    private const int LongestControl = 125;
    private const byte Control = 0x08;
    private const byte Masked = 0x80;

    /// <summary>
    /// A masked frame of a kind that there is none of: the WebSocket that reads it says that the protocol is broken.
    /// </summary>
    private static readonly byte[] Breach = [0x83, Masked, 0, 0, 0, 0];

    private readonly byte[] _buffer = new byte[BufferSize + Breach.Length];

    /// <summary>What has not been handed on begins here, what is held back here, and what is free here.</summary>
    private int _start;
    private int _held;
    private int _end;

    /// <summary>The bytes of payload that are to come, and need not be looked at.</summary>
    public long PayloadLeft { get; private set; }

    /// <summary>What is wrong with what has come; null for nothing. What follows is no frame then.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether there is something to hand on.</summary>
    public bool CanTake => _held > _start;

    /// <summary>Whether a frame has been begun, and its beginning is not there yet.</summary>
    public bool IsBegun => Fault is null && _end > _held;

    /// <summary>Where what comes next goes, when everything else has been handed on.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_start == _held && _start > 0)
            {
                _buffer.AsSpan(_held, _end - _held).CopyTo(_buffer);
                _end -= _held;
                _start = _held = 0;
            }

            return _buffer.AsMemory(_end, BufferSize - _end);
        }
    }

    /// <summary>So much has come there.</summary>
    public void Add(int count)
    {
        _end += count;
        while (TryPass())
        {
        }
    }

    /// <summary>So much of the payload has gone by.</summary>
    public void Pass(int count) => PayloadLeft -= count;

    /// <summary>Hands on what may be.</summary>
    public int Take(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, _held - _start);
        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    /// <summary>Puts a breach of the protocol in the place of what is held back.</summary>
    public void Break(string fault)
    {
        Fault = fault;
        Breach.CopyTo(_buffer, _held);
        _held = _end = _held + Breach.Length;
    }

    /// <returns>Whether there may be more to let pass.</returns>
    private bool TryPass()
    {
        if (PayloadLeft > 0)
        {
            var here = (int)Math.Min(PayloadLeft, _end - _held);
            _held += here;
            PayloadLeft -= here;
        }

        var held = _buffer.AsSpan(_held, _end - _held);
        if (held.Length < ShortestHeader)
            return false;
        if ((held[1] & Masked) == 0)
        {
            Break("a frame is not masked");
            return false;
        }

        var (size, payload) = ReadSize(held);
        if (held.Length < size)
            return false;
        // A control frame that is too long is for the socket to refuse.
        var needed = (held[0] & Control) == 0 ? Math.Min(payload, 1) : payload <= LongestControl ? payload : 0;
        if (held.Length < size + needed)
            return false;
        _held += size;
        PayloadLeft = payload;
        return true;
    }

    /// <summary>
    /// How long the header is, and how much follows it; that is 0 as long as it is not there, or is no number.
    /// </summary>
    private static (int Header, long Payload) ReadSize(ReadOnlySpan<byte> frame)
    {
        const int two = 126;
        const int eight = 127;
        var length = frame[1] & ~Masked;
        var size = ShortestHeader + MaskSize + (length switch { two => sizeof(ushort), eight => sizeof(ulong), _ => 0 });
        if (length < two || frame.Length < size)
            return (size, length < two ? length : 0);
        var rest = frame[ShortestHeader..];
        return (size, length == two
            ? BinaryPrimitives.ReadUInt16BigEndian(rest)
            : Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(rest)));
    }
}
