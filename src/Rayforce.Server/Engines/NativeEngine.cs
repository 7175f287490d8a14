using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server.Engines;

/// <summary>
/// The native engine: a Rayforce runtime in this process, loaded from a shared library. As long as a request goes on in
/// it that was given up long ago, others are answered with the error <c>limit</c>.
/// </summary>
public sealed class NativeEngine : IRayEngine
{
    private readonly RayNativeRuntime _runtime;
    private readonly TimeSpan _overdue;
    private readonly ILogger _logger;
    private int _isTold;

    private NativeEngine(RayNativeRuntime runtime, NativeEngineOptions options)
    {
        _runtime = runtime;
        _overdue = options.OverdueTimeout;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Rayforce.Server");
    }

    /// <summary>The library that evaluates.</summary>
    public RayNativeLibrary Library => _runtime.Library;

    /// <summary>Loads a library and starts its runtime. There can be one of a library in a process.</summary>
    /// <param name="options">Which library, and how to run it; default: any that is there.</param>
    /// <exception cref="RayNativeException">The runtime cannot be had; the message says why and what to do.</exception>
    public static Task<NativeEngine> CreateAsync(RayNativeOptions? options = null) =>
        CreateAsync(new NativeEngineOptions { Native = options ?? new RayNativeOptions() });

    /// <summary>Loads a library and starts its runtime. There can be one of a library in a process.</summary>
    /// <param name="options">Which library, and how to run it.</param>
    /// <exception cref="RayNativeException">The runtime cannot be had; the message says why and what to do.</exception>
    public static async Task<NativeEngine> CreateAsync(NativeEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(await RayNativeRuntime.CreateAsync(options.Native).ConfigureAwait(false), options);
    }

    /// <inheritdoc/>
    public async ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        if (IsHeldUp())
        {
            var held = new RayError(
                "limit", "The engine is held up by a request that went on when it was given up; it cannot be ended.");
            ReplyPayload.Write(held, reply, request.Version);
            return;
        }

        try
        {
            var payload = Trim(request.Payload, request.Version, cancellationToken);
            if (request.IgnoresTrailingBytes)
                request = request with { Payload = payload };
        }
        catch (RayforceFormatException exception) when (exception.Status == WireStatus.TooMuchMemory)
        {
            ReplyPayload.Write(RequestFault.Describe(exception), reply, request.Version);
            return;
        }

        using var prepared = PrepareList(request);
        await _runtime.EvaluateAsync(
            new RayNativeRequest(
                prepared?.WrittenMemory ?? request.Payload, request.Version, request.Verbose, request.Restricted),
            reply,
            cancellationToken).ConfigureAwait(false);
    }

    private bool IsHeldUp()
    {
        var isHeldUp = _overdue != Timeout.InfiniteTimeSpan && _runtime.AbandonedFor > _overdue;
        if (isHeldUp && Interlocked.Exchange(ref _isTold, 1) == 0)
            _logger.EngineHeldUp(_overdue);
        else if (!isHeldUp)
            Volatile.Write(ref _isTold, 0);
        return isHeldUp;
    }

    /// <summary>The bytes of the object alone: the runtime reads buffers, which may have nothing behind it.</summary>
    /// <exception cref="RayforceFormatException">
    /// Decoded it would take too much memory; what else is wrong with it is for the runtime to refuse.
    /// </exception>
    private static ReadOnlyMemory<byte> Trim(
        ReadOnlyMemory<byte> payload, WireVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var reader = new RayReader(payload.Span, version);
            if (reader.ReadHeader() is { Type: RayType.String, IsAtom: true, Count: var count })
            {
                reader.ReadBytes(count);
                return payload[..reader.Offset];
            }

            reader = new RayReader(payload.Span, version);
            var budget = new RayReadBudget(RequestFault.MaxMemory - payload.Length, cancellationToken.ThrowIfCancellationRequested);
            RaySerializer.Deserialize(ref reader, RayReadOptions.None, budget);
            return payload[..reader.Offset];
        }
        catch (RayforceFormatException exception) when (exception.Status != WireStatus.TooMuchMemory)
        {
            // For the runtime to refuse.
            return payload;
        }
    }

    /// <summary>
    /// The runtime takes every list for a call, which native's own server does not; only lists have to be decoded for it.
    /// </summary>
    /// <returns>The payload in its place; null where it goes as it came.</returns>
    private static PooledBuffer? PrepareList(EngineRequest request)
    {
        if (request.Version != WireVersion.V3 || request.Payload.IsEmpty
            || request.Payload.Span[0] != (byte)RayType.List)
        {
            return null;
        }

        try
        {
            var list = RaySerializer.Deserialize(request.Payload.Span, request.Version);
            var prepared = ListRequest.Prepare(list);
            if (ReferenceEquals(prepared, list))
                return null;
            var payload = new PooledBuffer();
            RaySerializer.Serialize(prepared, payload, request.Version);
            return payload;
        }
        catch (RayforceFormatException)
        {
            // For the runtime to refuse.
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _runtime.DisposeAsync();
}
