namespace Rayforce.Native;

/// <summary>Something for the runtime's thread to do.</summary>
internal abstract class RuntimeWork
{
    /// <summary>Does it, on the runtime's thread. Nothing escapes: what goes wrong goes to whoever waits.</summary>
    public abstract void Run();

    /// <summary>Gives it up: before it has begun, or by interrupting it. Has no effect when it is done.</summary>
    /// <param name="reason">What whoever waits gets to see.</param>
    public abstract void Abort(Exception reason);
}
