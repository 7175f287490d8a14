using System.Runtime.ExceptionServices;

namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// A task in parts. Whoever has it runs parts as long as there are any; others may help, and nobody has to come.
/// </summary>
internal sealed class WorkerTask(int parts, Action<int> part)
{
    private readonly object _gate = new();
    private int _next = -1;
    private int _failed = int.MaxValue;
    private Exception? _failure;
    private int _helpers;
    private bool _isOver;

    /// <summary>Runs parts that nobody has begun, where the task is not over.</summary>
    public void Help()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _helpers++;
        }

        RunParts();
        lock (_gate)
        {
            if (--_helpers == 0)
                Monitor.Pulse(_gate);
        }
    }

    /// <summary>Runs the parts that are left, and waits for those that others have begun.</summary>
    /// <exception cref="RayfallException">A part has failed, and none before it with another error.</exception>
    public void Finish()
    {
        RunParts();
        lock (_gate)
        {
            _isOver = true;
            while (_helpers > 0)
                Monitor.Wait(_gate);
        }

        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private void RunParts()
    {
        for (var i = Interlocked.Increment(ref _next); i < parts; i = Interlocked.Increment(ref _next))
        {
            // A part behind a failed one is not asked for any more; one before it may fail with another error.
            if (i > Volatile.Read(ref _failed))
                return;
            try
            {
                part(i);
            }
            catch (Exception e)
            {
                lock (_gate)
                {
                    if (i < _failed)
                        (_failed, _failure) = (i, e);
                }
            }
        }
    }
}
