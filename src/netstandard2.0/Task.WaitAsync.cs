namespace System.Threading.Tasks;

internal static class TaskWaitAsync
{
    /// <summary>The task, or its cancellation or lateness for who waits; the task itself goes on.</summary>
    public static async Task WaitAsync(
        this Task task, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!task.IsCompleted)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(task, Task.Delay(timeout, end.Token)).ConfigureAwait(false);
            end.Cancel();
            if (first != task)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new TimeoutException();
            }
        }

        await task.ConfigureAwait(false);
    }

    public static Task WaitAsync(this Task task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    public static async Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        await ((Task)task).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }
}
