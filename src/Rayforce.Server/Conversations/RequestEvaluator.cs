using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.WebSocket;

namespace Rayforce.Server.Conversations;

/// <summary>Makes the reply frame to a request frame. Knows nothing of sockets.</summary>
internal sealed class RequestEvaluator(IRayEngine engine, WSServerOptions options, ILogger logger)
{
    /// <summary>The first byte of an error object's payload.</summary>
    private const byte ErrorType = (byte)RayType.Error;

    /// <summary>Answers a message that has been read as a frame.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="payload">The frame's payload.</param>
    /// <param name="dialect">What the conversation has agreed on.</param>
    /// <param name="connection">The connection's name, for the log.</param>
    /// <param name="cancellationToken">Ends the evaluation; the reply is then the error <c>cancel</c>.</param>
    /// <returns>The reply frame, to be given back to the pool.</returns>
    public async ValueTask<PooledBuffer> AnswerAsync(
        FrameHeader header,
        ReadOnlyMemory<byte> payload,
        Dialect dialect,
        string connection,
        CancellationToken cancellationToken)
    {
        var reply = FramePacker.Begin();
        try
        {
            var failure = await EvaluateAsync(header, payload, reply, dialect, connection, cancellationToken)
                .ConfigureAwait(false);
            failure ??= CheckSize(reply.WrittenCount);
            if (failure is not null)
            {
                FramePacker.Restart(reply);
                ReplyPayload.Write(failure, reply, header.Version);
            }

            return Complete(reply, header.Version, dialect, connection);
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    /// <summary>Makes the reply to a message that is no request.</summary>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="version">The wire version to write.</param>
    /// <param name="dialect">What the conversation has agreed on.</param>
    /// <param name="connection">The connection's name, for the log.</param>
    /// <returns>The reply frame, to be given back to the pool.</returns>
    public PooledBuffer Refuse(RayError error, WireVersion version, Dialect dialect, string connection)
    {
        var reply = FramePacker.Begin();
        ReplyPayload.Write(error, reply, version);
        return Complete(reply, version, dialect, connection);
    }

    /// <returns>What went wrong outside the engine; null when its reply stands.</returns>
    private async ValueTask<RayError?> EvaluateAsync(
        FrameHeader header,
        ReadOnlyMemory<byte> payload,
        PooledBuffer reply,
        Dialect dialect,
        string connection,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.EvaluationTimeout);
        PooledBuffer? unpacked = null;
        try
        {
            if (dialect.IsTyped && (header.Flags & FrameFlags.Compressed) != 0)
            {
                unpacked = FramePacker.Unpack(payload.Span, options.MaxMessageSize);
                payload = unpacked.WrittenMemory;
            }

            var verbose = dialect.IsTyped && (header.Flags & FrameFlags.Verbose) != 0;
            var request = new EngineRequest(payload, header.Version, verbose, options.Restricted);
            await engine.EvaluateAsync(request, reply, limit.Token).ConfigureAwait(false);
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
        catch (NotSupportedException exception)
        {
            return new RayError("nyi", exception.Message);
        }
        catch (Exception exception)
        {
            // An engine that breaks its contract must not take the connection with it.
            logger.EngineFailed(connection, exception);
            return new RayError("os", "The engine failed; the server's log says why.");
        }
        finally
        {
            unpacked?.Dispose();
        }
    }

    private PooledBuffer Complete(PooledBuffer reply, WireVersion version, Dialect dialect, string connection)
    {
        var payload = FramePacker.GetPayload(reply);
        if (payload[0] == ErrorType)
        {
            var error = ReadError(payload, version);
            ServerMetrics.Errors.Add(1);
            logger.AnsweredError(connection, error.Code);
            if (!dialect.IsTyped)
            {
                FramePacker.Restart(reply);
                RaySerializer.Serialize(new RayString(Describe(error, version)), reply, version);
            }
            else if (!dialect.HasMessages && error.Message is not null)
            {
                FramePacker.Restart(reply);
                RaySerializer.Serialize(error, reply, version);
            }
        }

        var type = dialect.IsTyped ? MessageType.Response : MessageType.Async;
        return FramePacker.Complete(reply, new FrameHeader(version, FrameFlags.None, type, 0), dialect.PackAbove);
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

    /// <summary>
    /// The text <c>code: message</c>. Version 1 has one number for an unknown name and a bad value; clients of
    /// rayforce-py know it as <c>name</c>.
    /// </summary>
    private static string Describe(RayError error, WireVersion version)
    {
        var code = version == WireVersion.V1 && error.Code == "value" ? "name" : error.Code;
        return error.Message is { Length: > 0 } message ? $"{code}: {message}" : code;
    }
}
