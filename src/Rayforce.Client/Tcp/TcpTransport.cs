using System.Buffers;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>Carries frames one after another in a stream.</summary>
[UnsupportedOSPlatform("browser")]
internal sealed class TcpTransport : IFrameTransport
{
    /// <summary>
    /// What is read at once while nothing is known of the next frame: small replies arrive in one read.
    /// </summary>
    private const int ReadAheadSize = 4096;

    /// <summary>What is believed of an announced size; beyond it the buffer grows with what arrives.</summary>
    private const int BelievedSize = 1024 * 1024;

    private const byte UrgentByte = (byte)'!';

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly Uri _endpoint;
    private readonly WireVersion _version;
    private readonly int _maxFrame;
    private readonly byte[] _readAhead = new byte[ReadAheadSize];
    private int _start;
    private int _end;

    /// <summary>Takes over a connection on which hands have been shaken.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="stream">What is sent and received through: the socket, or TLS over it.</param>
    /// <param name="endpoint">Where the server is.</param>
    /// <param name="version">The wire version that both speak.</param>
    /// <param name="maxFrame">The largest frame to take, in bytes, header included.</param>
    /// <param name="canInterrupt">Whether urgent data reaches the server.</param>
    public TcpTransport(
        Socket socket, Stream stream, Uri endpoint, WireVersion version, int maxFrame, bool canInterrupt)
    {
        _socket = socket;
        _stream = stream;
        _endpoint = endpoint;
        _version = version;
        _maxFrame = maxFrame;
        CanInterrupt = canInterrupt;
    }

    public bool CanInterrupt { get; }

    public string CloseReason => "";

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) => _stream.WriteAsync(frame);

    public async ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer)
    {
        while (_end - _start < FrameHeader.Size)
        {
            if (await ReadAheadAsync().ConfigureAwait(false))
                continue;
            return _end == _start ? null : throw EndsTooSoon();
        }

        var header = TakeHeader();
        var left = (int)header.PayloadSize;
        buffer.GetSpan(Math.Min(left, BelievedSize));
        left -= TakeAhead(left, buffer);
        while (left > 0)
        {
            var room = buffer.GetMemory();
            var read = await _stream.ReadAsync(room.Slice(0, Math.Min(room.Length, left))).ConfigureAwait(false);
            if (read == 0)
                throw EndsTooSoon();
            buffer.Advance(read);
            left -= read;
        }

        return new ReceivedFrame(header, buffer.WrittenMemory);
    }

    public async ValueTask InterruptAsync() =>
        await _socket.SendAsync(new ArraySegment<byte>([UrgentByte]), SocketFlags.OutOfBand).ConfigureAwait(false);

    /// <remarks>
    /// TCP has no word of farewell that the server would answer: a server that evaluates does not even read.
    /// </remarks>
    public Task SendCloseAsync(CancellationToken cancellationToken)
    {
        _socket.Shutdown(SocketShutdown.Both);
        return Task.CompletedTask;
    }

    public void Abort() => _socket.Dispose();

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    public RayforceConnectionException CreateException(
        ConnectionErrorReason reason, string message, Exception? cause = null) =>
        new RayforceTcpException(reason, _endpoint, message, cause);

    /// <returns>False at the end of the stream.</returns>
    private async ValueTask<bool> ReadAheadAsync()
    {
        _readAhead.AsSpan(_start, _end - _start).CopyTo(_readAhead);
        _end -= _start;
        _start = 0;
        var read = await _stream.ReadAsync(_readAhead.AsMemory(_end)).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private int TakeAhead(int most, PooledBuffer buffer)
    {
        var count = Math.Min(most, _end - _start);
        buffer.Write(_readAhead.AsSpan(_start, count));
        _start += count;
        return count;
    }

    private FrameHeader TakeHeader()
    {
        var status = FrameHeader.TryRead(_readAhead.AsSpan(_start, FrameHeader.Size), out var header);
        _start += FrameHeader.Size;
        if (status != WireStatus.Done)
            throw NoFrame(status.Describe());
        if (header.Version != _version)
            throw NoFrame($"it says wire version {(byte)header.Version} where {(byte)_version} was agreed on");
        if (header.PayloadSize == 0)
            throw NoFrame("it has no payload");
        if (header.PayloadSize > _maxFrame - FrameHeader.Size)
        {
            throw CreateException(
                ConnectionErrorReason.MessageTooBig,
                $"a frame is larger than {_maxFrame} bytes; raise MaxMessageSize or ask for less");
        }

        return header;
    }

    private RayforceConnectionException NoFrame(string why) =>
        CreateException(ConnectionErrorReason.ProtocolViolation, $"what came is no frame: {why}");

    private static EndOfStreamException EndsTooSoon() => new("the stream ended in the middle of a frame");
}
