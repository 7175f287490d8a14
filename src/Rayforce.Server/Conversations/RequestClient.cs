using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Server;

/// <summary>
/// The client of one request, as the engine's language sees it: its connection, those of the others, and the topics.
/// </summary>
/// <param name="connection">The client's connection.</param>
/// <param name="exchange">What the clients of the server share.</param>
/// <param name="turn">The turn that the request has; null for one that has none.</param>
internal sealed class RequestClient(RayServerConnection connection, Exchange exchange, RequestTurn? turn) : IRayfallClient
{
    public long Handle => connection.Handle;

    public BacklogLimit Limit
    {
        get => exchange.Rules.Limit;
        set
        {
            exchange.Topics.Deliver();
            exchange.Rules.Limit = value;
        }
    }

    public TopicFigures Topics => exchange.Topics.Figures;

    public ConnectionFigures? Find(long handle)
    {
        exchange.Topics.Deliver();
        return exchange.Connections.Find(handle)?.Outbox.Figures;
    }

    public bool TrySetLimit(long handle, BacklogLimit limit)
    {
        if (exchange.Connections.Find(handle) is not { } other)
            return false;
        exchange.Topics.Deliver();
        other.Outbox.Limit = limit;
        return true;
    }

    public long? Subscribe(string topic)
    {
        connection.Outbox.ExpectPublications();
        var next = exchange.Topics.Subscribe(topic, connection);
        // One that has left has unsubscribed before.
        if (exchange.Connections.Find(Handle) is null)
            exchange.Topics.Leave(connection);
        return next;
    }

    public void Unsubscribe(string topic) => exchange.Topics.Unsubscribe(topic, connection);

    public long Publish(string topic, RayObject payload) => exchange.Topics.Publish(topic, payload);

    public bool TryPost(long handle, RayObject message)
    {
        if (exchange.Connections.Find(handle) is not { } other)
            return false;
        var bytes = PushFrame.Write(message, other.Version, MessageType.Async, other.Terms.PackAbove);
        other.Outbox.Post(SharedFrames.Of(bytes, exchange.Rules));
        return true;
    }

    public RayObject Ask(
        long handle, RayObject message, TimeSpan? patience, RayReadBudget budget, CancellationToken cancellationToken)
    {
        if (exchange.Connections.Find(handle) is not { } other)
            return Closed();
        var bytes = PushFrame.Write(message, other.Version, MessageType.Sync, other.Terms.PackAbove);
        if (!exchange.TryBeginWait())
            return new RayError("limit", "Too many requests wait for answers of clients.");
        try
        {
            // The client may ask something in order to answer.
            turn?.Leave();
            var answer = Ask(other, bytes, patience, budget, cancellationToken);
            turn?.Enter(cancellationToken);
            return answer;
        }
        finally
        {
            exchange.EndWait();
        }
    }

    public void Close(long handle)
    {
        exchange.Topics.Deliver();
        exchange.Connections.Find(handle)?.Drop("a program closed this connection");
    }

    private RayObject Ask(
        RayServerConnection other,
        byte[] bytes,
        TimeSpan? patience,
        RayReadBudget budget,
        CancellationToken cancellationToken)
    {
        var frame = SharedFrames.Of(bytes, exchange.Rules);
        var question = other.Questions.TryAsk(turn, () => other.Outbox.Post(frame));
        if (question is null)
        {
            frame.Release();
            return other.IsOpen
                ? new RayError("limit", $"The client of handle {other.Handle} has too many questions to answer.")
                : Closed();
        }

        if (question.Wait(patience, cancellationToken))
            return question.Read(exchange.MaxPayload, budget);
        question.Abandon();
        other.Drop($"it did not answer within {patience}");
        return new RayError("io", "The client did not answer in time.");
    }

    private static RayError Closed() => new("io", "connection closed");
}
