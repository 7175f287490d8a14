using System.Diagnostics;

namespace Rayforce.Client;

/// <summary>
/// Gives up the calls of a connection that take too long. All have the same time, and so are due in the order in which
/// they began: one timer does for any number of them, and is set anew only when it has run out.
/// </summary>
/// <param name="time">How long a call may take; infinite for as long as it likes.</param>
/// <param name="late">Makes what a caller gets whose call is given up.</param>
internal sealed class CallDeadlines(TimeSpan time, Func<PendingCall, Exception> late) : IDisposable
{
    private readonly Lock _lock = new();
    private PendingCall? _first;
    private PendingCall? _last;
    private Timer? _timer;
    private bool _isSet;
    private bool _isDisposed;

    /// <summary>A call begins.</summary>
    public void Add(PendingCall call)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return;
        lock (_lock)
        {
            if (_isDisposed)
                return;
            call.Began = Stopwatch.GetTimestamp();
            call.Earlier = _last;
            call.IsTimed = true;
            if (_last is null)
                _first = call;
            else
                _last.Later = call;
            _last = call;
            if (!_isSet)
                Set(time);
        }
    }

    /// <summary>A call ends.</summary>
    public void Remove(PendingCall call)
    {
        lock (_lock)
        {
            if (!call.IsTimed)
                return;
            call.IsTimed = false;
            if (call.Earlier is { } earlier)
                earlier.Later = call.Later;
            else
                _first = call.Later;
            if (call.Later is { } later)
                later.Earlier = call.Earlier;
            else
                _last = call.Earlier;
            call.Earlier = call.Later = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void Set(TimeSpan due)
    {
        _isSet = true;
        _timer ??= new Timer(static deadlines => ((CallDeadlines)deadlines!).Look(), this, Timeout.Infinite, Timeout.Infinite);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        while (TakeLate() is { } call)
            call.Abandon(late(call));
    }

    private PendingCall? TakeLate()
    {
        lock (_lock)
        {
            _isSet = false;
            if (_first is not { } call || _isDisposed)
                return null;
            var left = time - TimeSpan.FromSeconds(
                (Stopwatch.GetTimestamp() - call.Began) / (double)Stopwatch.Frequency);
            if (left > TimeSpan.Zero)
            {
                // A timer may be a moment early.
                Set(left + TimeSpan.FromMilliseconds(1));
                return null;
            }

            Remove(call);
            return call;
        }
    }
}
