using Rayforce.Native.Interop;

namespace Rayforce.Native;

/// <summary>A call of the C interface on the runtime's thread.</summary>
/// <typeparam name="T">What it gives.</typeparam>
/// <param name="core">The library.</param>
/// <param name="call">The call.</param>
internal sealed class CallWork<T>(NativeCore core, Func<NativeCore, T> call) : RuntimeWork
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the call's result or exception.</summary>
    public Task<T> Completion => _completion.Task;

    public override void Run()
    {
        if (_completion.Task.IsCompleted)
            return;
        try
        {
            _completion.TrySetResult(call(core));
        }
        catch (Exception exception)
        {
            _completion.TrySetException(exception);
        }
    }

    public override void Abort(Exception reason) => _completion.TrySetException(reason);
}
