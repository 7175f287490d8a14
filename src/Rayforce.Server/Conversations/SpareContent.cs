namespace Rayforce.Server;

/// <summary>Keeps what one message of a connection was received with for the next one.</summary>
/// <param name="budget">The memory for all.</param>
internal sealed class SpareContent(ReceiveBudget budget)
{
    private ReceivedContent? _content;

    /// <summary>Takes what the next message is received with.</summary>
    public ReceivedContent Take()
    {
        if (Interlocked.Exchange(ref _content, null) is not { } content)
            return new ReceivedContent(budget, this);
        content.Renew();
        return content;
    }

    /// <summary>Takes back what has been given back.</summary>
    public void Put(ReceivedContent content) => Volatile.Write(ref _content, content);
}
