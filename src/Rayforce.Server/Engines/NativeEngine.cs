using System.Buffers;
using Rayforce.Native;

namespace Rayforce.Server.Engines;

/// <summary>The native engine: a Rayforce runtime in this process, loaded from a shared library.</summary>
public sealed class NativeEngine : IRayEngine
{
    private readonly RayNativeRuntime _runtime;

    private NativeEngine(RayNativeRuntime runtime) => _runtime = runtime;

    /// <summary>The library that evaluates.</summary>
    public RayNativeLibrary Library => _runtime.Library;

    /// <summary>Loads a library and starts its runtime. There can be one of a library in a process.</summary>
    /// <param name="options">Which library, and how to run it; default: any that is there.</param>
    /// <exception cref="RayNativeException">The runtime cannot be had; the message says why and what to do.</exception>
    public static async Task<NativeEngine> CreateAsync(RayNativeOptions? options = null) =>
        new(await RayNativeRuntime.CreateAsync(options).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken) =>
        _runtime.EvaluateAsync(
            new RayNativeRequest(request.Payload, request.Version, request.Verbose, request.Restricted),
            reply,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _runtime.DisposeAsync();
}
