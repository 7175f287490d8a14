using System.Buffers;
using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>
/// One client's own connection to the upstream: its hooks see one client, what it pushes and asks reaches that client,
/// and what is kept with a connection is kept. The client's connection ends with it.
/// </summary>
/// <param name="upstream">Finds the upstream.</param>
/// <param name="isRestricted">Whether the upstream itself refuses what writes or reaches the system.</param>
/// <param name="form">In which form requests go to the upstream.</param>
/// <param name="outstanding">The requests that the upstream has.</param>
/// <param name="ended">Called when the connection is closed.</param>
internal sealed class UpstreamSession(
    Func<RayTcpClient> upstream, bool isRestricted, RequestForm form, Outstanding outstanding, Action ended)
    : IEngineSession
{
    private readonly CancellationTokenSource _disposing = new();
    private ISessionClient? _client;
    private Task<FrameConnection>? _connecting;
    private int _busy;

    public void Begin(ISessionClient client)
    {
        _client = client;
        _connecting = upstream().ConnectFramesAsync(_disposing.Token, Push, AnswerAsync);
        _ = WatchAsync(_connecting);
    }

    public async ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        if (request.Restricted && !isRestricted)
        {
            UpstreamPayload.WriteRefusal(request, reply);
            return;
        }

        Interlocked.Increment(ref _busy);
        try
        {
            var connection = await _connecting!.WaitAsync(cancellationToken).ConfigureAwait(false);
            using var answer = await AskAsync(connection, request, cancellationToken).ConfigureAwait(false);
            if (answer is null)
                ReplyPayload.Write(RayNull.Instance, reply, request.Version);
            else
                UpstreamPayload.WriteReply(answer.WrittenSpan, connection.Terms.WireVersion, request, reply);
        }
        catch (RayforceConnectionException exception)
        {
            ReplyPayload.Write(new RayError(UpstreamEngine.GetCode(exception), exception.Message), reply, request.Version);
        }
        catch (RayforceFormatException exception)
        {
            ReplyPayload.Write(new RayError("domain", exception.Message), reply, request.Version);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
            LoseIfIdle();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        try
        {
            if (_connecting is not null)
                await (await _connecting.ConfigureAwait(false)).CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayforceConnectionException or OperationCanceledException)
        {
            // There never was one.
        }

        _disposing.Dispose();
        ended();
    }

    private void Push(PooledBuffer payload, WireVersion version)
    {
        using (payload)
            _client!.Push(payload.WrittenSpan, version);
    }

    private async Task<RayObject> AnswerAsync(PooledBuffer payload, WireVersion version, CancellationToken lost)
    {
        using (payload)
            return await _client!.AskAsync(payload.WrittenMemory, version, lost).ConfigureAwait(false);
    }

    /// <returns>The payload of the reply, to be given back to the pool; null for a request that wants none.</returns>
    private async Task<PooledBuffer?> AskAsync(
        FrameConnection connection, EngineRequest request, CancellationToken cancellationToken)
    {
        var version = connection.Terms.WireVersion;
        var frame = FrameWriter.Begin();
        try
        {
            UpstreamPayload.WriteRequest(request, version, form, frame);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        if (request.IsPost)
        {
            await connection.PostAsync(frame, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var flags = request.Verbose && version == WireVersion.V3 ? FrameFlags.Verbose : FrameFlags.None;
        var call = new ForwardedCall(connection.Abandoned);
        var asked = outstanding.Add(call.Answering, UpstreamPayload.GetDigest(form, frame));
        // What is given up keeps its place, so that its reply reaches nobody.
        await using var abandoning = cancellationToken.UnsafeRegister(_ => GiveUp(call, asked), null).ConfigureAwait(false);
        connection.Ask(frame, flags, call);
        return await call.Reply.ConfigureAwait(false);
    }

    private void GiveUp(ForwardedCall call, Outstanding.Entry asked)
    {
        call.Abandon();
        outstanding.GiveUp(asked);
    }

    private async Task WatchAsync(Task<FrameConnection> connecting)
    {
        try
        {
            await (await connecting.ConfigureAwait(false)).Ended.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayforceConnectionException or OperationCanceledException)
        {
            // Whoever asks hears of it.
        }

        LoseIfIdle();
    }

    /// <summary>Tells the client when the connection is gone and nothing waits for a reply, which says why.</summary>
    private void LoseIfIdle()
    {
        if (!_connecting!.IsCompleted || _disposing.IsCancellationRequested || Volatile.Read(ref _busy) > 0)
            return;
        if (_connecting is { IsCompletedSuccessfully: true, Result.IsOpen: true })
            return;
        _client!.Lose("its connection to the upstream is lost");
    }
}
