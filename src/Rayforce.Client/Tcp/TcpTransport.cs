using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>Carries frames one after another in a stream.</summary>
/// <param name="socket">The connection, on which hands have been shaken.</param>
/// <param name="stream">What is sent and received through: the socket, or TLS over it.</param>
/// <param name="endpoint">Where the server is.</param>
/// <param name="name">What messages call the server.</param>
/// <param name="version">The wire version that both speak.</param>
/// <param name="options">How much to take, and how fast it has to come.</param>
/// <param name="canInterrupt">Whether urgent data reaches the server.</param>
[UnsupportedOSPlatform("browser")]
internal sealed class TcpTransport(
    Socket socket,
    Stream stream,
    Uri endpoint,
    string name,
    WireVersion version,
    RayConnectionOptions options,
    bool canInterrupt) : IBatchTransport
{
    private const byte UrgentByte = (byte)'!';

    private readonly FrameReader _frames = new(stream, options.MaxMessageSize)
    {
        Version = version,
        Deadline = options.ReceiveTimeout,
        BelievedSize = PooledBuffer.LargestPooledArray,
    };

    public string Name => name;

    public Uri Endpoint => endpoint;

    /// <remarks>As rayforce-py's TCP client says it.</remarks>
    public string ClosedText => "Cannot send on a closed connection to";

    public bool CanInterrupt => canInterrupt;

    public string CloseReason => "";

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) => stream.WriteAsync(frame);

    public async ValueTask SendAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        using var together = new PooledBuffer();
        foreach (var frame in frames)
            together.Write(frame.Span);
        await stream.WriteAsync(together.WrittenMemory).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer)
    {
        try
        {
            return await _frames.ReadAsync(buffer).ConfigureAwait(false) is { } header
                ? new ReceivedFrame(header, buffer.WrittenMemory)
                : null;
        }
        catch (RayforceFormatException exception) when (exception.Status == WireStatus.NeedMore)
        {
            throw new EndOfStreamException("the stream ended in the middle of a frame", exception);
        }
        catch (RayforceFormatException exception)
        {
            throw exception.Status == WireStatus.FrameTooBig
                ? CreateException(
                    ConnectionErrorReason.MessageTooBig,
                    $"a frame is larger than {options.MaxMessageSize} bytes; raise MaxMessageSize or ask for less")
                : CreateException(
                    ConnectionErrorReason.ProtocolViolation,
                    $"what came is no frame: {exception.Status.Describe()}",
                    exception);
        }
        catch (TimeoutException exception)
        {
            throw CreateException(ConnectionErrorReason.TimedOut, exception.Message, exception);
        }
    }

    public async ValueTask InterruptAsync() =>
        await socket.SendAsync(new ArraySegment<byte>([UrgentByte]), SocketFlags.OutOfBand).ConfigureAwait(false);

    /// <remarks>
    /// TCP has no word of farewell that the server would answer: a server that evaluates does not even read.
    /// </remarks>
    public Task SendCloseAsync(CancellationToken cancellationToken)
    {
        socket.Shutdown(SocketShutdown.Both);
        return Task.CompletedTask;
    }

    public void Abort() => socket.Dispose();

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    public RayforceConnectionException CreateException(
        ConnectionErrorReason reason, string message, Exception? cause = null) =>
        new RayforceTcpException(reason, endpoint, message, cause);
}
