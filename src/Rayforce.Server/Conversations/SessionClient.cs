using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>A client that has a connection of its own to what evaluates its requests.</summary>
/// <param name="connection">The client's connection.</param>
/// <param name="exchange">What the clients of the server share.</param>
internal sealed class SessionClient(RayServerConnection connection, Exchange exchange) : ISessionClient
{
    public void Push(ReadOnlySpan<byte> payload, WireVersion version)
    {
        if (TryWrite(payload, version, MessageType.Async) is { } bytes)
            connection.Outbox.Post(SharedFrames.Of(bytes, exchange.Rules));
    }

    public async Task<RayObject> AskAsync(
        ReadOnlyMemory<byte> payload, WireVersion version, CancellationToken cancellationToken)
    {
        if (TryWrite(payload.Span, version, MessageType.Sync) is not { } bytes)
            return new RayError("nyi", "The client's wire version cannot carry the question.");
        var frame = SharedFrames.Of(bytes, exchange.Rules);
        if (connection.Questions.TryAsk(asking: null, () => connection.Outbox.Post(frame)) is not { } question)
        {
            frame.Release();
            return new RayError("io", "The client takes no more questions.");
        }

        await question.WaitAsync(cancellationToken).ConfigureAwait(false);
        return question.Read(exchange.MaxPayload, new RayReadBudget(RequestFault.MaxMemory));
    }

    public void Lose(string reason) => connection.Conversation?.End(EndingCause.ByServer, reason);

    /// <summary>Writes a frame in the client's wire version; as bytes, where it is that of the payload.</summary>
    private byte[]? TryWrite(ReadOnlySpan<byte> payload, WireVersion version, MessageType type)
    {
        try
        {
            return connection.Version == version
                ? PushFrame.Write(payload, version, type, connection.Terms.PackAbove)
                : PushFrame.Write(
                    RaySerializer.Deserialize(payload, version), connection.Version, type, connection.Terms.PackAbove);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException or RayforceFormatException)
        {
            // What cannot travel is as lost as on a connection that breaks.
            return null;
        }
    }
}
