using System.Threading.Channels;
using Rayforce.Native.Interop;

namespace Rayforce.Native;

/// <summary>
/// The one thread that owns a runtime: the runtime's heap and its machine are the thread's. It creates the runtime,
/// does what is queued, one after another, and destroys the runtime.
/// </summary>
internal sealed class RuntimeThread
{
    private readonly NativeCore _core;
    private readonly Channel<RuntimeWork> _queue;
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private RuntimeWork? _current;
    private bool _stopping;

    public RuntimeThread(NativeCore core, RayNativeOptions options)
    {
        _core = core;
        _queue = Channel.CreateBounded<RuntimeWork>(
            new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        new Thread(Run, options.StackSize) { IsBackground = true, Name = "Rayforce runtime" }.Start();
    }

    /// <summary>Ends when the runtime has been created, with whether it was.</summary>
    public Task<bool> Started => _started.Task;

    /// <summary>Ends when the runtime has been destroyed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What it does now.</summary>
    public RuntimeWork? Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    /// <summary>Queues work; waits while the queue is full.</summary>
    /// <exception cref="ObjectDisposedException">The thread has been stopped.</exception>
    public async ValueTask QueueAsync(RuntimeWork work, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw Stopped();
        }
    }

    /// <summary>Stops: what runs and what waits is given up, the runtime is destroyed.</summary>
    public void Stop()
    {
        _queue.Writer.TryComplete();
        lock (_gate)
        {
            _stopping = true;
            _current?.Abort(Stopped());
        }
    }

    private static ObjectDisposedException Stopped() =>
        new(nameof(RayNativeRuntime), "The native runtime has been stopped; create another one.");

    private void Run()
    {
        var started = _core.Start();
        if (started)
            _core.KeepProcess();
        _started.SetResult(started);
        if (started)
        {
            while (Wait())
            {
                while (_queue.Reader.TryRead(out var work))
                    Run(work);
            }

            _core.Stop();
        }

        _ended.SetResult();
    }

    private bool Wait()
    {
        var wait = _queue.Reader.WaitToReadAsync();
        return wait.IsCompletedSuccessfully ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }

    private void Run(RuntimeWork work)
    {
        bool stopping;
        lock (_gate)
        {
            stopping = _stopping;
            _current = work;
        }

        if (stopping)
            work.Abort(Stopped());
        else
            work.Run();

        lock (_gate)
            _current = null;
    }
}
