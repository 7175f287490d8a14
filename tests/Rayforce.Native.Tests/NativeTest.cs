using System.Globalization;
using Rayforce.Ipc;

namespace Rayforce.Native.Tests;

/// <summary>
/// What the tests against a real library share. There can be one runtime a library in a process, so they all belong
/// to one collection, whose tests run one after another.
/// </summary>
[Collection(CollectionName)]
public abstract class NativeTest
{
    public const string CollectionName = "native";

    /// <summary>A runtime of a generation; the test is skipped where its library is not there.</summary>
    protected static Task<RayNativeRuntime> StartAsync(WireVersion version, int queueCapacity = 1024) =>
        RayNativeRuntime.CreateAsync(OptionsFor(version) with { QueueCapacity = queueCapacity });

    protected static RayNativeOptions OptionsFor(WireVersion version)
    {
        var variable = version == WireVersion.V3
            ? RayNativeOptions.LibraryVariable
            : RayNativeOptions.LibraryVariableWire1;
        Skip.If(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)), $"{variable} is not set.");
        return new RayNativeOptions { WireVersion = version };
    }

    protected static byte[] Encode(RayObject value, WireVersion version)
    {
        using var buffer = new PooledBuffer();
        RaySerializer.Serialize(value, buffer, version);
        return buffer.WrittenSpan.ToArray();
    }

    protected static async Task<byte[]> EvaluateAsync(
        RayNativeRuntime runtime, RayNativeRequest request, CancellationToken cancellationToken = default)
    {
        using var reply = new PooledBuffer();
        await runtime.EvaluateAsync(request, reply, cancellationToken);
        return reply.WrittenSpan.ToArray();
    }

    /// <summary>Evaluates source text in the library's own wire version.</summary>
    protected static async Task<RayObject> EvaluateAsync(
        RayNativeRuntime runtime,
        string source,
        bool verbose = false,
        bool restricted = false,
        CancellationToken cancellationToken = default)
    {
        var version = runtime.Library.WireVersion;
        var request = new RayNativeRequest(Encode(source, version), version, verbose, restricted);
        return ReplyPayload.Read(await EvaluateAsync(runtime, request, cancellationToken), version);
    }

    /// <summary>A number that the environment gives for a long run by hand.</summary>
    protected static int GetNumber(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : fallback;

    protected static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
