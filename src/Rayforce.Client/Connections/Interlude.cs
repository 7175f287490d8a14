using System.Runtime.CompilerServices;

namespace Rayforce.Client;

/// <summary>
/// A wait in whose place the thread first does something else: once it is certain that another thread will go on when
/// the wait is over. So what has been read is dealt with on the thread that has read it, while the next message is
/// waited for.
/// </summary>
/// <param name="waiting">What is waited for.</param>
/// <param name="meanwhile">What is done; it may take its time. Not called where there is nothing to wait for.</param>
internal readonly struct Interlude<T>(ValueTask<T> waiting, Action meanwhile) : ICriticalNotifyCompletion
{
    public bool IsCompleted => waiting.IsCompleted;

    public Interlude<T> GetAwaiter() => this;

    public T GetResult() => waiting.GetAwaiter().GetResult();

    public void OnCompleted(Action continuation)
    {
        waiting.ConfigureAwait(false).GetAwaiter().OnCompleted(continuation);
        meanwhile();
    }

    public void UnsafeOnCompleted(Action continuation)
    {
        waiting.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);
        meanwhile();
    }
}
