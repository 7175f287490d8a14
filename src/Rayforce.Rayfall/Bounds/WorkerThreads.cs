namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// The threads that help, all requests of the process together. They are not those of the thread pool: there, tasks
/// that run parts of themselves hide from it that it has no thread left for others, and it adds none.
/// </summary>
internal static class WorkerThreads
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    private static readonly object Gate = new();
    private static readonly Queue<WorkerTask> Tasks = new();
    private static int _most;
    private static int _threads;
    private static int _idle;

    /// <summary>There may be so many threads, or more.</summary>
    public static void Allow(int most)
    {
        lock (Gate)
            _most = Math.Max(_most, most);
    }

    /// <summary>Asks for help with a task. Only those come who have nothing else to do.</summary>
    public static void Ask(WorkerTask task, int helpers)
    {
        lock (Gate)
        {
            var free = _idle + _most - _threads - Tasks.Count;
            for (var i = 0; i < Math.Min(helpers, free); i++)
            {
                Tasks.Enqueue(task);
                if (Tasks.Count <= _idle)
                {
                    Monitor.Pulse(Gate);
                }
                else
                {
                    _threads++;
                    new Thread(Work) { IsBackground = true, Name = "Rayfall worker" }.Start();
                }
            }
        }
    }

    private static void Work()
    {
        while (Next() is { } task)
            task.Help();
    }

    /// <summary>The next task; nothing when none has come for a while, and the thread ends.</summary>
    private static WorkerTask? Next()
    {
        lock (Gate)
        {
            while (Tasks.Count == 0)
            {
                _idle++;
                var isAsked = Monitor.Wait(Gate, IdleTime);
                _idle--;
                if (isAsked || Tasks.Count > 0)
                    continue;
                _threads--;
                return null;
            }

            return Tasks.Dequeue();
        }
    }
}
