using Microsoft.Extensions.Logging;
using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>Makes the reply frame to a request frame. Knows nothing of sockets.</summary>
internal sealed class Responder(
    IRayEngine engine, RayServerOptions options, HostEvents events, ILogger logger)
{
    /// <summary>Answers a request.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="payload">The frame's payload.</param>
    /// <param name="connection">Whose request it is.</param>
    /// <param name="client">The client as the engine's language sees it; null where it sees none.</param>
    /// <param name="cancellationToken">Ends the evaluation; the reply is then the error <c>cancel</c>.</param>
    /// <returns>The reply frame, to be given back to the pool.</returns>
    public async ValueTask<PooledBuffer> RespondAsync(
        FrameHeader header,
        ReadOnlyMemory<byte> payload,
        RayServerConnection connection,
        IRayfallClient? client,
        CancellationToken cancellationToken)
    {
        var reply = FrameWriter.Begin();
        try
        {
            var failure = await AskEngineAsync(header, payload, reply, connection, client, cancellationToken)
                .ConfigureAwait(false);
            failure ??= CheckSize(reply.WrittenCount);
            if (failure is not null)
            {
                FrameWriter.Restart(reply);
                ReplyPayload.Write(failure, reply, header.Version);
            }

            return Complete(reply, header.Version, connection);
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
    /// <returns>The reply frame, to be given back to the pool.</returns>
    public PooledBuffer Refuse(RayError error, RayServerConnection connection)
    {
        var reply = FrameWriter.Begin();
        ReplyPayload.Write(error, reply, connection.Version);
        return Complete(reply, connection.Version, connection);
    }

    /// <returns>What went wrong outside the engine; null when its reply stands.</returns>
    private async ValueTask<RayError?> AskEngineAsync(
        FrameHeader header,
        ReadOnlyMemory<byte> payload,
        PooledBuffer reply,
        RayServerConnection connection,
        IRayfallClient? client,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.EvaluationTimeout);
        PooledBuffer? unpacked = null;
        try
        {
            var isTyped = connection.Terms.IsTyped;
            if (isTyped && (header.Flags & FrameFlags.Compressed) != 0)
            {
                unpacked = FrameCompression.Unpack(payload.Span, options.MaxMessageSize - FrameHeader.Size);
                payload = unpacked.WrittenMemory;
            }

            // As rayforce-py's WebSocket server has it; natively an empty text is null.
            if (!isTyped && IsEmptyText(payload.Span, header.Version))
                return new RayError("parse");
            var verbose = isTyped && (header.Flags & FrameFlags.Verbose) != 0;
            var request = new EngineRequest(payload, header.Version, verbose, options.Restricted)
            {
                // As native has it on a connection, and rayforce-py on a WebSocket.
                IgnoresTrailingBytes = isTyped,
                IsPost = isTyped && header.MessageType != MessageType.Sync,
                Client = client,
            };
            if (await events.RequestAsync(connection, request, limit.Token).ConfigureAwait(false) is { } refusal)
                return refusal;
            await (connection.Session ?? engine).EvaluateAsync(request, reply, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new RayError("cancel", cancellationToken.IsCancellationRequested
                ? "The connection or the server closes."
                : $"The evaluation took longer than {options.EvaluationTimeout}.");
        }
        catch (RayforceFormatException exception)
        {
            return new RayError("domain", exception.Message);
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
            unpacked?.Dispose();
        }
    }

    private static bool IsEmptyText(ReadOnlySpan<byte> payload, WireVersion version)
    {
        const int size = 10;
        return payload.Length == size
            && new RayReader(payload, version).ReadHeader() is { Type: RayType.String, IsAtom: true, Count: 0 };
    }

    private PooledBuffer Complete(PooledBuffer reply, WireVersion version, RayServerConnection connection)
    {
        var terms = connection.Terms;
        var payload = FrameWriter.GetPayload(reply);
        if (ReplyPayload.IsError(payload, version))
        {
            var error = ReadError(payload, version);
            ServerMetrics.Errors.Add(1);
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
