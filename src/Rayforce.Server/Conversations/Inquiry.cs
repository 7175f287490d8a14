using Rayforce.Client;

namespace Rayforce.Server;

/// <summary>A request that has a number: its client may give it up, and take its reply in parts.</summary>
/// <param name="inquiries">Those of its connection that are under way.</param>
internal sealed class Inquiry(Inquiries inquiries) : IDisposable
{
    private const int MostRows = 64 * 1024;

    private MessageNote _note;
    private long _end;
    private SemaphoreSlim? _credits;
    private CancellationTokenSource? _limit;
    private bool _isGivenUp;

    /// <summary>What the client said of it.</summary>
    public MessageNote Note => _note;

    /// <summary>Whether the reply may come in parts.</summary>
    public bool TakesBatches => _credits is not null;

    /// <summary>How many rows a part has at most.</summary>
    public int Rows => _note.Rows is > 0 and < MostRows ? (int)_note.Rows : MostRows;

    /// <summary>Why the client does not wait any more; null where it does.</summary>
    public string? WhyOver =>
        _isGivenUp ? "The client gave it up."
        : IsLate ? $"The client waited no longer than {_note.Milliseconds} ms."
        : null;

    private bool IsLate => _note.Milliseconds > 0 && Environment.TickCount64 >= _end;

    /// <summary>It has come.</summary>
    /// <param name="note">What the client said of it.</param>
    public void Begin(MessageNote note)
    {
        _note = note;
        _end = Environment.TickCount64 + note.Milliseconds;
        _credits = note.Credits > 0 ? new SemaphoreSlim(note.Credits) : null;
        _isGivenUp = false;
    }

    /// <summary>What ends with the client's patience.</summary>
    /// <param name="limit">What bounds the evaluation; it is taken back before it is disposed of.</param>
    public void Bind(CancellationTokenSource limit)
    {
        lock (inquiries.Gate)
        {
            _limit = limit;
            if (WhyOver is not null)
                limit.Cancel();
        }
    }

    /// <summary>The evaluation is over.</summary>
    public void Unbind()
    {
        lock (inquiries.Gate)
            _limit = null;
    }

    /// <summary>The time that is left, where that is less than a time-out.</summary>
    public TimeSpan Shorten(TimeSpan timeout)
    {
        if (_note.Milliseconds == 0)
            return timeout;
        // A timer takes no more.
        var left = TimeSpan.FromMilliseconds(Math.Clamp(_end - Environment.TickCount64, 0, int.MaxValue));
        return timeout == Timeout.InfiniteTimeSpan || left < timeout ? left : timeout;
    }

    /// <summary>The client gives it up.</summary>
    public void GiveUp()
    {
        lock (inquiries.Gate)
        {
            _isGivenUp = true;
            // What waits for the end goes on elsewhere: this is the loop that reads.
            _ = _limit?.CancelAsync();
        }
    }

    /// <summary>The client takes more parts.</summary>
    public void Credit(int parts)
    {
        // More than it may ever have at once means as many as it likes.
        if (_credits is { CurrentCount: < ushort.MaxValue } && parts > 0)
            _credits.Release(parts);
    }

    /// <summary>Whether no part may be sent now.</summary>
    public bool IsExhausted => _credits is { CurrentCount: 0 };

    /// <summary>Waits until a part may be sent, and counts it.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task TakeCreditAsync(CancellationToken cancellationToken) =>
        _credits?.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>The last reply has been sent, or never will be.</summary>
    public void Dispose()
    {
        inquiries.End(this);
        _credits?.Dispose();
    }
}
