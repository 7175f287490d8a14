using System.Buffers;
using Rayforce.Ipc;
using Rayforce.Native.Interop;

namespace Rayforce.Native;

/// <summary>
/// A native runtime in this process. It evaluates one request after another, on a thread of its own; requests may
/// come from any thread. Requests in the library's own wire version are never decoded in managed code.
/// </summary>
public sealed class RayNativeRuntime : IAsyncDisposable
{
    // What a library holds is global in it: one runtime a library at a time.
    private static readonly HashSet<nint> Running = [];

    private readonly RuntimeThread _thread;
    private readonly TimeSpan _stopTimeout;
    private readonly bool _interrupts;
    private readonly Task _ended;

    private RayNativeRuntime(RayNativeLibrary library, RuntimeThread thread, RayNativeOptions options)
    {
        Library = library;
        _thread = thread;
        _stopTimeout = options.StopTimeout;
        _interrupts = options.Interrupts && library.CanInterrupt;
        _ended = ForgetAsync();
    }

    /// <summary>The library that runs.</summary>
    public RayNativeLibrary Library { get; }

    /// <summary>
    /// How long ago the request that is being evaluated was given up; null where none is, or somebody waits for it.
    /// Others wait for it all the same.
    /// </summary>
    public TimeSpan? AbandonedFor => (_thread.Current as EvaluationWork)?.AbandonedFor;

    /// <summary>Whether a request is being evaluated.</summary>
    internal bool IsEvaluating => _thread.Current is EvaluationWork { IsRunning: true };

    /// <summary>Loads a library and creates its runtime.</summary>
    /// <param name="options">Which library, and how to run it.</param>
    /// <exception cref="RayNativeException">
    /// The library cannot be had, see <see cref="RayNativeLibrary.Load"/>; its runtime runs already in this process;
    /// it could not be created.
    /// </exception>
    public static async Task<RayNativeRuntime> CreateAsync(RayNativeOptions? options = null)
    {
        options ??= new RayNativeOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StackSize, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StopTimeout, TimeSpan.Zero);
        var library = RayNativeLibrary.Load(options);
        lock (Running)
        {
            if (!Running.Add(library.Handle))
            {
                throw new RayNativeException(
                    $"A runtime of '{library.Path}' runs already in this process, and there can be one. " +
                    "Use that one, or dispose it first.");
            }
        }

        var thread = new RuntimeThread(library.Core, options);
        if (await thread.Started.ConfigureAwait(false))
            return new RayNativeRuntime(library, thread, options);
        Forget(library);
        throw new RayNativeException(
            $"The runtime of '{library.Path}' (version {library.Version}) could not be created. " +
            "It says why, if at all, on standard error; too little memory is the usual cause.");
    }

    /// <summary>Evaluates a request.</summary>
    /// <param name="request">The request. In the other wire version it is converted, and so is the reply.</param>
    /// <param name="reply">
    /// Where the reply's payload goes: the result, or an error object and behind it a String atom with the message,
    /// where there is one (see <see cref="ReplyPayload"/>). A payload that cannot be decoded is answered with the
    /// error <c>domain</c>.
    /// </param>
    /// <param name="cancellationToken">
    /// Gives the request up: this method ends at once, and the reply is not written. A request that waits is dropped.
    /// One that runs goes on to its end, and keeps other requests waiting; <see cref="RayNativeOptions.Interrupts"/>
    /// interrupts it. The meter <c>Rayforce.Native</c> counts those, as <c>rayforce.native.abandoned</c>.
    /// </param>
    /// <exception cref="OperationCanceledException">The request was given up.</exception>
    /// <exception cref="ObjectDisposedException">The runtime has been disposed, before or meanwhile.</exception>
    public ValueTask EvaluateAsync(
        RayNativeRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return request.Version == Library.WireVersion && Library.Core.ChecksFrames
            ? EvaluateNativeAsync(request, reply, cancellationToken)
            : EvaluateDecodedAsync(request, reply, cancellationToken);
    }

    /// <summary>
    /// Stops the runtime's thread and destroys the runtime; requests that wait or run are given up. An evaluation that
    /// goes on is waited for as long as <see cref="RayNativeOptions.StopTimeout"/> says, and then
    /// left behind: until it has ended there cannot be another runtime of the library.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _thread.Stop();
        try
        {
            await _ended.WaitAsync(_stopTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It is a background thread: it does not keep the process from ending.
        }
    }

    /// <summary>Calls the C interface on the runtime's thread.</summary>
    internal async Task<T> CallAsync<T>(Func<NativeCore, T> call)
    {
        var work = new CallWork<T>(Library.Core, call);
        await _thread.QueueAsync(work, CancellationToken.None).ConfigureAwait(false);
        return await work.Completion.ConfigureAwait(false);
    }

    private async Task ForgetAsync()
    {
        await _thread.Ended.ConfigureAwait(false);
        Forget(Library);
    }

    private static void Forget(RayNativeLibrary library)
    {
        lock (Running)
            Running.Remove(library.Handle);
    }

    private async ValueTask EvaluateNativeAsync(
        RayNativeRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        if (request.Restricted && !Library.CanRestrict)
        {
            var refusal = new RayError("access", $"Core {Library.Version} has no restricted mode that restricts.");
            ReplyPayload.Write(refusal, reply, request.Version);
            return;
        }

        // A restricted request sets nothing, and is told that first.
        if (Library.WireVersion == WireVersion.V3 && !request.Restricted
            && ConnectionHook.Refuse(request.Payload.Span) is { } hook)
        {
            ReplyPayload.Write(hook, reply, request.Version);
            return;
        }

        var work = new EvaluationWork(Library.Core, request, reply, _interrupts);
        var registration = cancellationToken.UnsafeRegister(
            static (work, token) => ((EvaluationWork)work!).Cancel(token), work);
        await using (registration.ConfigureAwait(false))
        {
            await _thread.QueueAsync(work, cancellationToken).ConfigureAwait(false);
            await work.Completion.ConfigureAwait(false);
        }
    }

    private async ValueTask EvaluateDecodedAsync(
        RayNativeRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        using var payload = new PooledBuffer();
        try
        {
            var value = RaySerializer.Deserialize(request.Payload.Span, request.Version);
            RaySerializer.Serialize(value, payload, Library.WireVersion);
        }
        catch (Exception exception) when (exception is RayforceFormatException or NotSupportedException)
        {
            var error = new RayError("domain", $"The request cannot be decoded: {exception.Message}");
            ReplyPayload.Write(error, reply, request.Version);
            return;
        }

        var native = request with { Payload = payload.WrittenMemory, Version = Library.WireVersion };
        if (native.Version == request.Version)
            await EvaluateNativeAsync(native, reply, cancellationToken).ConfigureAwait(false);
        else
            await EvaluateConvertedAsync(native, request.Version, reply, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EvaluateConvertedAsync(
        RayNativeRequest request, WireVersion version, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        using var answer = new PooledBuffer();
        await EvaluateNativeAsync(request, answer, cancellationToken).ConfigureAwait(false);
        // Into a buffer first, so that nothing stands in the reply where a value cannot be written.
        using var converted = new PooledBuffer();
        try
        {
            ReplyPayload.Write(ReplyPayload.Read(answer.WrittenSpan, request.Version), converted, version);
        }
        catch (Exception exception) when (exception is RayforceFormatException or NotSupportedException)
        {
            converted.Clear();
            var message = $"The result cannot be written in wire version {(int)version}: {exception.Message}";
            ReplyPayload.Write(new RayError("nyi", message), converted, version);
        }

        reply.Write(converted.WrittenSpan);
    }
}
