using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// The bytes of one message as they arrive, and what they take of the memory for all. When it is done with it is used
/// again for a later message of its connection.
/// </summary>
/// <param name="budget">The memory for all.</param>
/// <param name="spare">Where it goes when it is done with.</param>
internal sealed class ReceivedContent(ReceiveBudget budget, SpareContent spare) : IReceiveRoom, IDisposable
{
    /// <summary>What an idle connection holds in readiness for its next message, in bytes.</summary>
    private const int InitialSize = 4096;

    /// <summary>
    /// A message of no more than this takes nothing of the memory for all, so that there is always room for small ones.
    /// </summary>
    private const int FreeSize = 64 * 1024;

    private readonly ReceiveBudget.Share _share = budget.Begin();

    /// <summary>The bytes.</summary>
    public PooledBuffer Buffer { get; } = new(InitialSize);

    public bool IsScarce => _share.Bytes > 0 && budget.IsScarce;

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
        Buffer.Dispose();
        _share.Dispose();
        spare.Put(this);
    }
}
