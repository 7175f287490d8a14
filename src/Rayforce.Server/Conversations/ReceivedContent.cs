using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// The bytes of one message as they arrive, and what they take of the memory for all. When it is done with it is used
/// again for a later message of its connection.
/// </summary>
internal sealed class ReceivedContent : IReceiveRoom, IDisposable
{
    /// <summary>What an idle connection holds in readiness for its next message, in bytes.</summary>
    private const int InitialSize = 4096;

    /// <summary>
    /// A message of no more than this takes nothing of the memory for all, so that there is always room for small ones.
    /// </summary>
    private const int FreeSize = 64 * 1024;

    private readonly ReceiveBudget _budget;
    private readonly SpareContent _spare;
    private readonly ReceiveBudget.Share _share;

    /// <param name="budget">The memory for all.</param>
    /// <param name="spare">Where it goes when it is done with.</param>
    public ReceivedContent(ReceiveBudget budget, SpareContent spare)
    {
        (_budget, _spare, _share) = (budget, spare, budget.Begin());
        Use = new EngineUse(this);
    }

    /// <summary>The bytes.</summary>
    public PooledBuffer Buffer { get; } = new(InitialSize);

    /// <summary>What the engine reads and writes for it, where it is a request.</summary>
    public EngineUse Use { get; }

    public bool IsScarce => _share.Bytes > 0 && _budget.IsScarce;

    public ValueTask TakeForAsync(PooledBuffer buffer, int sizeHint, CancellationToken cancellationToken)
    {
        var needed = buffer.GetCapacityFor(sizeHint);
        return needed > FreeSize && needed > _share.Bytes
            ? _share.TakeAsync(needed - _share.Bytes, cancellationToken)
            : default;
    }

    /// <summary>Makes it ready for another message.</summary>
    public void Renew() => Buffer.Renew(InitialSize);

    /// <summary>Gives everything back. Called once for a message.</summary>
    public void Dispose()
    {
        Drop();
        _spare.Put(this);
    }

    /// <summary>Gives everything back, and is not used again.</summary>
    public void Drop()
    {
        Buffer.Dispose();
        _share.Dispose();
    }
}
