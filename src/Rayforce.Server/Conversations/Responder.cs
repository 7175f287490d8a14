using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>Makes the reply frame to a request frame. Knows nothing of sockets.</summary>
internal sealed class Responder(
    IRayEngine engine,
    RayServerOptions options,
    HostEvents events,
    ReceiveBudget unpacking,
    ServerMetrics metrics,
    ILogger logger)
{
    /// <summary>The part of the close time-out that an engine gets to end what has been cancelled.</summary>
    private const int GracePart = 4;

    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _grace = options.CloseTimeout == Timeout.InfiniteTimeSpan
        ? LongestGrace
        : TimeSpan.FromTicks(Math.Min(options.CloseTimeout.Ticks / GracePart, LongestGrace.Ticks));

    /// <summary>Answers a request.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="content">The frame's payload, which is given back when the engine is done with it.</param>
    /// <param name="connection">Whose request it is.</param>
    /// <param name="client">The client as the engine's language sees it; null where it sees none.</param>
    /// <param name="cancellationToken">Ends the evaluation; the reply is then the error <c>cancel</c>.</param>
    /// <param name="inquiry">What else the client wants of it; null where requests have no numbers.</param>
    /// <param name="batches">Takes the reply in parts; null where it comes whole.</param>
    /// <returns>The reply frame, or the last part of it, to be given back to the pool.</returns>
    public async ValueTask<PooledBuffer> RespondAsync(
        FrameHeader header,
        ReceivedContent content,
        RayServerConnection connection,
        IRayfallClient? client,
        CancellationToken cancellationToken,
        Inquiry? inquiry = null,
        ReplyBatches? batches = null)
    {
        using var use = content.Use.Begin();
        var began = Stopwatch.GetTimestamp();
        using var activity = ServerTrace.Begin(inquiry?.Note.Trace ?? default, connection.Id);
        var failure = await AskEngineAsync(header, use, connection, client, inquiry, batches, cancellationToken)
            .ConfigureAwait(false);
        Measure(Stopwatch.GetElapsedTime(began), use, header.Version, connection);
        var reply = use.TakeReply() ?? FrameWriter.Begin();
        try
        {
            failure ??= CheckSize(reply.WrittenCount);
            if (failure is not null)
            {
                FrameWriter.Restart(reply);
                ReplyPayload.Write(failure, reply, header.Version);
            }

            return Sign(Complete(reply, header.Version, connection, activity), inquiry);
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    /// <summary>Makes the reply to a message that is no request, in the wire version that the client spoke last.</summary>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="connection">Whose message it is.</param>
    /// <param name="inquiry">What its client calls it; null where it has no number.</param>
    /// <returns>The reply frame, to be given back to the pool.</returns>
    public PooledBuffer Refuse(RayError error, RayServerConnection connection, Inquiry? inquiry)
    {
        var reply = FrameWriter.Begin();
        ReplyPayload.Write(error, reply, connection.Version);
        return Sign(Complete(reply, connection.Version, connection), inquiry);
    }

    /// <returns>What went wrong outside the engine; null when its reply stands.</returns>
    private async ValueTask<RayError?> AskEngineAsync(
        FrameHeader header,
        EngineUse use,
        RayServerConnection connection,
        IRayfallClient? client,
        Inquiry? inquiry,
        ReplyBatches? batches,
        CancellationToken cancellationToken)
    {
        var limit = connection.Limit.Begin(inquiry?.Shorten(options.EvaluationTimeout) ?? options.EvaluationTimeout);
        var ending = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        inquiry?.Bind(limit);
        try
        {
            limit.Token.ThrowIfCancellationRequested();
            var isTyped = connection.Terms.IsTyped;
            if (isTyped && (header.Flags & FrameFlags.Compressed) != 0)
            {
                await use.UnpackAsync(options.MaxMessageSize - FrameHeader.Size, unpacking, limit.Token)
                    .ConfigureAwait(false);
            }

            // As rayforce-py's WebSocket server has it; natively an empty text is null.
            if (!isTyped && IsEmptyText(use.Payload.Span, header.Version))
                return new RayError("parse");
            var verbose = isTyped && (header.Flags & FrameFlags.Verbose) != 0;
            var request = new EngineRequest(use.Payload, header.Version, verbose, options.Restricted || connection.IsRestricted)
            {
                // As native has it on a connection, and rayforce-py on a WebSocket.
                IgnoresTrailingBytes = isTyped,
                MaxReplySize = options.MaxMessageSize - FrameHeader.Size,
                IsPost = isTyped && header.MessageType != MessageType.Sync,
                Client = client,
                Parts = verbose ? null : batches,
            };
            if (await events.RequestAsync(connection, request, limit.Token).ConfigureAwait(false) is { } refusal)
                return refusal;
            if (inquiry is not null && (inquiry.Note.Flags & NoteFlags.Explain) != 0)
                return await ExplainAsync(request, use, limit.Token).ConfigureAwait(false);
            await EvaluateAsync(request, use, connection, limit.Token).ConfigureAwait(false);
            if (request.Parts is not null)
                use.Reply = await batches!.SendAllButLastAsync(use.TakeReply()!, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new RayError("cancel", cancellationToken.IsCancellationRequested
                ? "The connection or the server closes."
                : inquiry?.WhyOver ?? $"The evaluation took longer than {options.EvaluationTimeout}.");
        }
        catch (RayforceFormatException exception)
        {
            return RequestFault.Describe(exception);
        }
        catch (OverflowException exception)
        {
            return new RayError("limit", exception.Message);
        }
        catch (IOException exception)
        {
            return new RayError("io", exception.Message);
        }
        catch (NotSupportedException exception)
        {
            return new RayError("nyi", exception.Message);
        }
        catch (Exception exception)
        {
            // An engine that breaks its contract must not take the connection with it.
            logger.EngineFailed(connection.Id, exception);
            return new RayError("os", "The engine failed; the server's log says why.");
        }
        finally
        {
            inquiry?.Unbind();
            await ending.DisposeAsync().ConfigureAwait(false);
            // An engine that goes on still looks whether it has been cancelled.
            if (!use.IsLeftBehind)
                connection.Limit.End(limit);
        }
    }

    private async ValueTask<RayError?> ExplainAsync(
        EngineRequest request, EngineUse use, CancellationToken cancellationToken)
    {
        if (engine is not IExplainingEngine explaining)
            return new RayError("nyi", "The engine of this server does not say how it evaluates.");
        await explaining.ExplainAsync(request, use.Reply!, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Has the engine evaluate. One that goes on when it has been cancelled is left behind after a while: neither its
    /// client nor the end of the server waits for it.
    /// </summary>
    private async ValueTask EvaluateAsync(
        EngineRequest request, EngineUse use, RayServerConnection connection, CancellationToken cancellationToken)
    {
        // The embedded engine does it on this thread, which is the conversation's own.
        var begun = connection.Session is null && engine is RayfallEngine embedded
            ? embedded.EvaluateHereAsync(request, use.Reply!, cancellationToken)
            : (connection.Session ?? engine).EvaluateAsync(request, use.Reply!, cancellationToken);
        if (begun.IsCompletedSuccessfully)
        {
            begun.GetAwaiter().GetResult();
            return;
        }

        var evaluating = begun.AsTask();
        try
        {
            await evaluating.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!evaluating.IsCompleted)
        {
            await evaluating.WaitAsync(_grace, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!evaluating.IsCompleted)
            {
                logger.EngineGoesOn(connection.Id, _grace);
                metrics.Abandoned.Add(1);
                use.LeaveTo(evaluating);
                throw;
            }

            await evaluating.ConfigureAwait(false);
        }
    }

    private static bool IsEmptyText(ReadOnlySpan<byte> payload, WireVersion version)
    {
        const int size = 10;
        return payload.Length == size
            && new RayReader(payload, version).ReadHeader() is { Type: RayType.String, IsAtom: true, Count: 0 };
    }

    private void Measure(TimeSpan time, EngineUse use, WireVersion version, RayServerConnection connection)
    {
        metrics.Durations.Record(time.TotalSeconds);
        if (options.SlowRequest == Timeout.InfiniteTimeSpan || time < options.SlowRequest)
            return;
        var source = use.IsLeftBehind ? "the engine goes on with it" : RequestSource.Show(use.Payload.Span, version);
        logger.SlowRequest(connection.Id, time, source);
    }

    private PooledBuffer Complete(
        PooledBuffer reply, WireVersion version, RayServerConnection connection, Activity? activity = null)
    {
        var terms = connection.Terms;
        var payload = FrameWriter.GetPayload(reply);
        if (ReplyPayload.IsError(payload, version))
        {
            var error = ReadError(payload, version);
            metrics.Errors.Add(1);
            ServerTrace.Fail(activity, error.Code);
            logger.AnsweredError(connection.Id, error.Code);
            FrameWriter.Restart(reply);
            if (terms.IsTyped)
                ReplyPayload.Write(error, reply, version, connection.Link.WriteOptions);
            else
                RaySerializer.Serialize(new RayString(ErrorText.Describe(error, version)), reply, version);
        }

        var type = terms.IsTyped ? MessageType.Response : MessageType.Async;
        return FrameWriter.Complete(reply, new FrameHeader(version, FrameFlags.None, type, 0), terms.PackAbove);
    }

    /// <summary>Says behind a reply which request it is of, where that has a number.</summary>
    private static PooledBuffer Sign(PooledBuffer reply, Inquiry? inquiry)
    {
        if (inquiry is not null)
            new MessageNote(NoteKind.Reply, inquiry.Note.Number).Write(reply);
        return reply;
    }

    private RayError? CheckSize(int size) =>
        size == FrameHeader.Size ? new RayError("nyi", "The engine gave no reply.")
        : size <= options.MaxMessageSize ? null
        : new RayError("limit", $"The reply takes {size} bytes; this server sends {options.MaxMessageSize}.");

    private static RayError ReadError(ReadOnlySpan<byte> payload, WireVersion version)
    {
        try
        {
            return (RayError)ReplyPayload.Read(payload, version);
        }
        catch (RayforceFormatException exception)
        {
            return new RayError("os", $"The engine's error cannot be read: {exception.Message}");
        }
    }
}
