using System.Runtime.CompilerServices;

namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// What is left of the limits of one request: time, memory, steps. The workers of a request share it; whatever runs
/// over data charges it before it allocates and asks it once a block.
/// </summary>
internal sealed class Budget
{
    private readonly long _maxMemory;
    private readonly long _maxSteps;
    private readonly CancellationToken _cancellation;
    private readonly IRayfallPace? _pace;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _memory;
    private long _steps;

    /// <param name="maxMemory">Bytes that may be charged.</param>
    /// <param name="maxSteps">Steps that may be taken.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <param name="pace">Holds the request up, on the thread that made its budget; its other threads go on.</param>
    public Budget(long maxMemory, long maxSteps, CancellationToken cancellation, IRayfallPace? pace = null)
    {
        (_maxMemory, _maxSteps, _cancellation, _pace) = (maxMemory, maxSteps, cancellation, pace);
    }

    /// <summary>How many elements a loop may run over between two looks at the clock.</summary>
    public const int BlockSize = 1 << 14;

    /// <summary>Bytes charged so far and not given back.</summary>
    public long Memory => Volatile.Read(ref _memory);

    /// <summary>Bytes that may still be charged.</summary>
    public long Left => Math.Max(0, _maxMemory - Memory);

    /// <summary>Steps taken so far.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>Counts bytes about to be allocated, and looks whether the request was cancelled.</summary>
    public void Charge(long bytes)
    {
        if (!TryAdd(ref _memory, bytes, _maxMemory))
            throw Fault.Limit($"more than {_maxMemory} bytes in one request");
        Check();
    }

    /// <summary>Counts elements about to be allocated.</summary>
    public void Charge(long count, int width) =>
        Charge(width > 0 && count > long.MaxValue / width ? long.MaxValue : count * width);

    /// <summary>Gives back what was charged for memory that is let go for certain.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _memory, -bytes);

    /// <summary>Counts steps: expressions evaluated, calls, elements that cost far more than a few instructions.</summary>
    public void Step(long count = 1)
    {
        if (!TryAdd(ref _steps, count, _maxSteps))
            throw Fault.Limit($"more than {_maxSteps} steps in one request");
        Check();
    }

    /// <summary>Ends evaluation where it has been cancelled.</summary>
    public void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_pace is not null && Environment.CurrentManagedThreadId == _thread)
            _pace.Pass(_cancellation);
    }

    /// <summary>Ends evaluation where the thread's stack does; whatever recurses with the data asks.</summary>
    public static void RequireStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fault.Limit("stack overflow");
    }

    /// <summary>Adds to a count that several threads share, where it stays within its bound; sums may be huge.</summary>
    private static bool TryAdd(ref long count, long more, long most)
    {
        if (more < 0 || more > most)
            return false;
        var sum = Interlocked.Add(ref count, more);
        if (sum >= 0 && sum <= most)
            return true;
        Interlocked.Add(ref count, -more);
        return false;
    }
}
