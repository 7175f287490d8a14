using System.Runtime.CompilerServices;
using Rayforce.Ipc;

namespace Rayforce.Rayfall;

/// <summary>What is left of the limits of one request.</summary>
internal sealed class Budget(RayfallOptions options, CancellationToken cancellation)
{
    private const int StepsBetweenChecks = 256;

    private long _steps = options.MaxSteps;
    private long _memory = options.MaxMemory;
    private int _depth;
    private int _calls;

    /// <summary>Where evaluation is, to go back there after an error.</summary>
    public (int Depth, int Calls) Position
    {
        get => (_depth, _calls);
        set => (_depth, _calls) = value;
    }

    /// <summary>One expression more, one level deeper; <see cref="Leave"/> ends the level.</summary>
    public void Enter()
    {
        // The elements of an expression stand one level below it.
        if (++_depth >= options.MaxDepth)
            throw Fault.Limit("eval depth exceeded");
        RequireStack();
        if (--_steps % StepsBetweenChecks == 0)
            Check();
        if (_steps < 0)
            throw Fault.Limit($"more than {options.MaxSteps} steps in one request");
    }

    public void Leave() => _depth--;

    /// <summary>Counts steps that no expression asks for, such as the parts of a value that is compared.</summary>
    public void Step(long count)
    {
        _steps -= Math.Min(count, _steps + 1);
        if (_steps < 0)
            throw Fault.Limit($"more than {options.MaxSteps} steps in one request");
        Check();
    }

    /// <summary>Ends evaluation where the thread's stack does; whatever recurses with the data asks.</summary>
    public static void RequireStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fault.Limit("stack overflow");
    }

    /// <summary>One open function call more; the depth of expressions begins anew in it.</summary>
    /// <returns>Where to go back to when the call ends.</returns>
    public (int Depth, int Calls) EnterCall()
    {
        var position = Position;
        if (++_calls > options.MaxCalls)
            throw Fault.Limit("stack overflow");
        _depth = 0;
        return position;
    }

    /// <summary>Counts elements about to be allocated.</summary>
    public void Charge(long count, RayType type) => Charge(count, Vectors.Width(type));

    /// <summary>Counts elements about to be allocated.</summary>
    public void Charge(long count, int width)
    {
        // A count beyond the longest vector never fits; asking first keeps the product from overflowing.
        if (count > WireLimits.MaxCount || count * width > _memory)
            throw Fault.Limit($"more than {options.MaxMemory} bytes in one request");
        _memory -= count * width;
        Check();
    }

    /// <summary>Ends evaluation where it has been cancelled; loops over columns ask once a block.</summary>
    public void Check() => cancellation.ThrowIfCancellationRequested();
}
