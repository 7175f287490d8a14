using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// A client behind a TCP connection of Kestrel's. Urgent data, by which native clients cancel, does not get through
/// Kestrel: it is dropped by the system. A request is cancelled by its time-out, or by closing the connection.
/// </summary>
internal sealed class TcpLink(
    ConnectionContext connection, RayTcpListener listener, Reception reception, RayServerOptions options)
    : ClientLink(options.SendTimeout)
{
    /// <summary>
    /// The most bytes that a client of wire version 1 may send before the NUL that ends its handshake.
    /// </summary>
    private const int MaxGreeting = 256;

    /// <summary>
    /// What the pipe gets at once. It copies whatever it gets before it waits for the client to read, so that a large
    /// reply would lie in memory twice. With less the threads change more often than they send.
    /// </summary>
    private const int WriteSize = 256 * 1024;

    private static readonly Ending Left = new(EndingCause.ByClient, "the client closed before hands were shaken");

    private static readonly Ending NotLetIn = new(EndingCause.ByServer, "this client is not let in");

    private readonly Stream _input = new PipeInput(connection.Transport.Input);
    private readonly PipeWriter _output = connection.Transport.Output;
    private readonly CancellationTokenSource _leaving = new();
    private volatile bool _isClosed;
    private WireVersion _version = listener.WireVersion ?? WireVersion.V3;
    private FrameReader? _frames;

    public override bool IsOpen => !_isClosed && !connection.ConnectionClosed.IsCancellationRequested;

    /// <remarks>The end of what a client sends may be no more than that: it can still read.</remarks>
    public override bool CanAnswerAfterEnd => true;

    public override WireVersion Version => _version;

    /// <remarks>Native sends no messages over TCP.</remarks>
    public override RayWriteOptions WriteOptions =>
        RayWriteOptions.NoMessages | (listener.LongErrors ? RayWriteOptions.LongErrors : RayWriteOptions.None);

    public override async Task<Ending?> ShakeHandsAsync()
    {
        if (await ReadByteAsync().ConfigureAwait(false) is not { } first)
            return Left;
        if (first == (byte)WireVersion.V3 && Serves(WireVersion.V3))
            return await ShakeHandsInV3Async().ConfigureAwait(false);
        return Serves(WireVersion.V1)
            ? await ShakeHandsInV1Async(first).ConfigureAwait(false)
            : new Ending(EndingCause.ByServer, $"the client speaks wire version {first}");
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<Arrival> ReceiveAsync(ReceivedContent content)
    {
        _frames ??= new FrameReader(_input, options.MaxMessageSize)
        {
            Version = _version,
            Deadline = options.ReceiveTimeout,
        };
        try
        {
            return await _frames.ReadAsync(content.Buffer, content).ConfigureAwait(false) is { } header
                ? Arrival.Frame(header)
                : Arrival.Close;
        }
        catch (RayforceFormatException exception)
        {
            return exception.Status switch
            {
                WireStatus.NeedMore => Arrival.Close,
                WireStatus.FrameTooBig => Arrival.TooBig,
                _ => Arrival.Broken($"what came is no frame: {exception.Status.Describe()}"),
            };
        }
        catch (TimeoutException exception)
        {
            return Arrival.Broken(exception.Message.TrimEnd('.'));
        }
        catch (OperationCanceledException) when (_isClosed)
        {
            return Arrival.Close;
        }
    }

    public override Outgoing Compose(SharedFrames frames, int first, int end) => new(frames.GetBytes(first, end));

    public override void Abort()
    {
        _isClosed = true;
        _leaving.Cancel();
        connection.Abort();
    }

    public override void Dispose()
    {
        _leaving.Dispose();
        base.Dispose();
    }

    protected override async ValueTask SendCoreAsync(ReadOnlyMemory<byte> message)
    {
        for (var rest = message; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, WriteSize)..])
        {
            var part = rest[..Math.Min(rest.Length, WriteSize)];
            _output.Write(part.Span);
            await KeepPaceAsync(FlushAsync(), part.Length).ConfigureAwait(false);
        }
    }

    /// <remarks>Small ones go out together: what they cost is the way to the network.</remarks>
    protected override async ValueTask SendAllCoreAsync(List<Outgoing> messages)
    {
        var written = 0;
        foreach (var (message, _) in messages)
        {
            if (message.Length > WriteSize)
            {
                await SendCoreAsync(message).ConfigureAwait(false);
                written = 0;
                continue;
            }

            if (written + message.Length > WriteSize)
            {
                await KeepPaceAsync(FlushAsync(), written).ConfigureAwait(false);
                written = 0;
            }

            _output.Write(message.Span);
            written += message.Length;
        }

        if (written > 0)
            await KeepPaceAsync(FlushAsync(), written).ConfigureAwait(false);
    }

    protected override Task CloseCoreAsync(Ending ending, CancellationToken cancellationToken)
    {
        // There is no word of farewell. Kestrel sends what has been written, and closes, when the conversation is over.
        _isClosed = true;
        _leaving.Cancel();
        connection.Transport.Input.CancelPendingRead();
        return Task.CompletedTask;
    }

    private async ValueTask FlushAsync()
    {
        var result = await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        if (result.IsCompleted)
            throw new ConnectionAbortedException("the client is gone");
    }

    private bool Serves(WireVersion version) => listener.WireVersion is null || listener.WireVersion == version;

    private async Task<Ending?> ShakeHandsInV3Async()
    {
        // The second byte is 0; native does not look at it.
        if (await ReadByteAsync().ConfigureAwait(false) is null)
            return Left;
        _version = WireVersion.V3;
        if (!reception.Gate.IsClosed)
        {
            if (!await IsLetInAsync("", password: null).ConfigureAwait(false))
                return NotLetIn;
            await SendAsync(new[] { (byte)WireVersion.V3, TcpHandshake.Ready }).ConfigureAwait(false);
            return null;
        }

        await SendAsync(new[] { (byte)WireVersion.V3, TcpHandshake.CredentialsWanted }).ConfigureAwait(false);
        return await CheckCredentialsAsync().ConfigureAwait(false);
    }

    private async Task<Ending?> CheckCredentialsAsync()
    {
        if (await ReadByteAsync().ConfigureAwait(false) is not { } count)
            return Left;
        var credentials = new byte[count];
        if (!await TryReadAsync(credentials).ConfigureAwait(false))
            return Left;
        var text = credentials.AsMemory().TrimEnd(TcpHandshake.End);
        var access = count == 0
            ? Access.None
            : await reception.Gate.JudgeAsync(connection.RemoteEndPoint, text, _leaving.Token)
                .ConfigureAwait(false);
        IsRestricted = access == Access.Restricted;
        var refusal = access switch
        {
            Access.None => new Ending(EndingCause.ByServer, "the password is missing or wrong"),
            Access.NotJudged => new Ending(
                EndingCause.ByServer, "too many wrong passwords came from the client's address"),
            _ => await IsLetInAsync(PasswordCheck.GetUser(text.Span), PasswordCheck.GetPassword(text.Span))
                .ConfigureAwait(false) ? null : NotLetIn,
        };
        await SendAsync(new[] { refusal is null ? TcpHandshake.Accepted : TcpHandshake.Rejected })
            .ConfigureAwait(false);
        return refusal;
    }

    private async ValueTask<bool> IsLetInAsync(string user, string? password)
    {
        var remote = connection.RemoteEndPoint;
        IsRestricted |= reception.Events.IsRestricted(user, remote);
        return await reception.Events.AuthenticateAsync(user, password, remote, IsRestricted, connection.ConnectionClosed)
            .ConfigureAwait(false);
    }

    /// <summary>Reads to the NUL. The byte before it names the version; what comes before that is ignored.</summary>
    private async Task<Ending?> ShakeHandsInV1Async(byte first)
    {
        var version = first;
        for (var (last, count) = (first, 1); last != TcpHandshake.End; count++)
        {
            if (count == MaxGreeting)
                return new Ending(EndingCause.ByServer, $"the handshake does not end within {MaxGreeting} bytes");
            version = last;
            if (await ReadByteAsync().ConfigureAwait(false) is not { } next)
                return Left;
            last = next;
        }

        if (listener.WireVersion is null && version != (byte)WireVersion.V1)
            return new Ending(EndingCause.ByServer, $"the client speaks wire version {version}");
        if (reception.Gate.IsClosed)
            return new Ending(EndingCause.ByServer, "in wire version 1 there is no way to send the password");
        if (!await IsLetInAsync("", password: null).ConfigureAwait(false))
            return NotLetIn;
        _version = WireVersion.V1;
        await SendAsync(new[] { (byte)WireVersion.V1 }).ConfigureAwait(false);
        return null;
    }

    /// <returns>The next byte; null when the client has closed or is told to go.</returns>
    private async ValueTask<byte?> ReadByteAsync()
    {
        var one = new byte[1];
        return await TryReadAsync(one).ConfigureAwait(false) ? one[0] : null;
    }

    private async ValueTask<bool> TryReadAsync(Memory<byte> destination)
    {
        try
        {
            return await _input.ReadAtLeastAsync(destination, destination.Length, throwOnEndOfStream: false)
                .ConfigureAwait(false) == destination.Length;
        }
        catch (OperationCanceledException) when (_isClosed)
        {
            return false;
        }
    }
}
