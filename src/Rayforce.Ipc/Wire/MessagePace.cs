using System.Diagnostics;

namespace Rayforce.Ipc;

/// <summary>
/// The least pace of a message on its way. It may stand still for a while; what moves gives that time back, up to all of
/// it. So one that stops in the middle is given up as soon as one that never began, however much has moved.
/// </summary>
public sealed class MessagePace : IDisposable
{
    /// <summary>The fewest bytes a second.</summary>
    private const int LeastRate = 64 * 1024;

    /// <summary>The fewest bytes a second where others wait for the memory that the message takes.</summary>
    private const int LeastScarceRate = 1024 * 1024;

    private readonly CancellationTokenSource _lost;
    private readonly CancellationToken _outer;
    private readonly TimeSpan _patience;
    private TimeSpan _left;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Begins to wait for a message.</summary>
    /// <param name="patience">How long the message may stand still; infinite for as long as it likes.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public MessagePace(TimeSpan patience, CancellationToken cancellationToken)
    {
        _patience = _left = patience;
        _outer = cancellationToken;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (patience != Timeout.InfiniteTimeSpan)
            _lost.CancelAfter(patience);
    }

    /// <summary>Cancelled when the message is too slow, or not waited for any more.</summary>
    public CancellationToken Token => _lost.Token;

    /// <summary>Whether the message was too slow.</summary>
    public bool IsLost => _lost.IsCancellationRequested && !_outer.IsCancellationRequested;

    /// <summary>Some of the message has moved.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="isScarce">Whether others wait for its memory.</param>
    public void Moved(int bytes, bool isScarce = false)
    {
        if (_patience == Timeout.InfiniteTimeSpan)
            return;
        var now = Stopwatch.GetTimestamp();
        var passed = TimeSpan.FromSeconds((now - _since) / (double)Stopwatch.Frequency);
        var gained = isScarce ? TimeSpan.FromSeconds(bytes / (double)LeastScarceRate) : GetTimeFor(bytes);
        var left = _left - passed + gained;
        _left = left > _patience ? _patience : left;
        _since = now;
        if (_left > TimeSpan.Zero)
            _lost.CancelAfter(_left);
        else
            _lost.Cancel();
    }

    /// <summary>How long so many bytes may take.</summary>
    internal static TimeSpan GetTimeFor(int bytes) => TimeSpan.FromSeconds(bytes / (double)LeastRate);

    /// <summary>What it demands, for a message.</summary>
    public override string ToString() => $"it may stand still for {_patience}, and takes {LeastRate} bytes a second";

    /// <inheritdoc/>
    public void Dispose() => _lost.Dispose();
}
