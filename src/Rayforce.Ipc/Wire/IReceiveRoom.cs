namespace Rayforce.Ipc;

/// <summary>Decides when there is memory for more of a message that is arriving.</summary>
public interface IReceiveRoom
{
    /// <summary>
    /// Whether others wait for memory. A message has to come faster then, 1 MiB a second in place of 64 KiB.
    /// </summary>
    bool IsScarce { get; }

    /// <summary>
    /// Called before more is read into a buffer. Returns when the buffer may be filled, or grow.
    /// </summary>
    /// <param name="buffer">What has come so far.</param>
    /// <param name="sizeHint">What the buffer will be asked for.</param>
    /// <param name="cancellationToken">Ends the wait: the message is too late, or not wanted any more.</param>
    ValueTask TakeForAsync(PooledBuffer buffer, int sizeHint, CancellationToken cancellationToken);
}
