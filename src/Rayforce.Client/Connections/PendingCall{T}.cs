using System.Runtime.CompilerServices;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>A caller that waits for a reply of a kind.</summary>
/// <typeparam name="T">What it makes of the reply.</typeparam>
internal sealed class PendingCall<T> : PendingCall
{
    // How it ended is found out once, and told once: who gives up and the reply may come to it at the same time.
    private const int Known = 1;
    private const int Told = 2;

    private readonly Func<PooledBuffer, WireVersion, T> _read;
    private readonly CancellationToken _cancellationToken;
    private AsyncTaskMethodBuilder<T> _reply = AsyncTaskMethodBuilder<T>.Create();
    private T _value = default!;
    private Exception? _failure;
    private int _knowledge;

    /// <summary>Begins to wait.</summary>
    /// <param name="read">
    /// Makes it, out of a payload that becomes its own. It throws what the caller is to see; anything it makes that is not
    /// wanted any more is disposed of.
    /// </param>
    /// <param name="abandoned">Told when the caller gives up.</param>
    /// <param name="cancellationToken">What the caller gives up by, where it is named.</param>
    public PendingCall(
        Func<PooledBuffer, WireVersion, T> read, Action<PendingCall>? abandoned, CancellationToken cancellationToken = default)
        : base(abandoned)
    {
        (_read, _cancellationToken) = (read, cancellationToken);
        _ = _reply.Task;
    }

    /// <summary>Completes with the reply; cancelled when the caller has given up.</summary>
    public Task<T> Task => _reply.Task;

    public override void Answer(PooledBuffer payload, WireVersion version)
    {
        if (IsAbandoned)
        {
            payload.Dispose();
            return;
        }

        T reply = default!;
        var failure = default(Exception);
        try
        {
            reply = _read(payload, version);
        }
        catch (RayforceException exception)
        {
            failure = exception;
        }

        if (TryEnd())
            Know(reply, failure);
        else
            (reply as IDisposable)?.Dispose();
    }

    public override void Complete()
    {
        if (Interlocked.CompareExchange(ref _knowledge, Told, Known) != Known)
            return;
        if (_failure is null)
            _reply.SetResult(_value);
        else
            _reply.SetException(_failure);
    }

    protected override void SetFailure(Exception? exception) =>
        Know(default!, exception ?? new OperationCanceledException(_cancellationToken));

    private void Know(T value, Exception? failure)
    {
        (_value, _failure) = (value, failure);
        Volatile.Write(ref _knowledge, Known);
    }
}
