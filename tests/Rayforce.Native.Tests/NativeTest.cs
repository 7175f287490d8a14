using System.Globalization;
using Rayforce.FixtureGen;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

/// <summary>
/// What the tests against a real library share. There can be one runtime a library in a process, so they all belong
/// to one collection, whose tests run one after another.
/// </summary>
[Collection(CollectionName)]
public abstract class NativeTest
{
    public const string CollectionName = "native";

    public static TheoryData<string> AllCores => [.. NativeRayforce.All];

    public static TheoryData<string> Wire3Cores => [.. NativeRayforce.Wire3];

    public static TheoryData<string> SoundCores => [.. NativeRayforce.Sound];

    /// <summary>A runtime of a core; the test is skipped where its library is not there.</summary>
    protected static Task<RayNativeRuntime> StartAsync(
        string core, int queueCapacity = 1024, bool interrupts = false) => RayNativeRuntime.CreateAsync(
            OptionsFor(core) with { QueueCapacity = queueCapacity, Interrupts = interrupts });

    /// <summary>A runtime of the newest core of a wire version.</summary>
    protected static Task<RayNativeRuntime> StartAsync(WireVersion version) => StartAsync(CoreOf(version));

    protected static RayNativeOptions OptionsFor(string core) =>
        new() { LibraryPath = NativeRayforce.GetLibrary(core) };

    /// <summary>The newest core of a wire version.</summary>
    protected static string CoreOf(WireVersion version) =>
        version == WireVersion.V3 ? NativeRayforce.Newest : NativeRayforce.Wire1;

    /// <summary>
    /// Skips a test that needs the core that the fixtures are of: another one does not make them again to the byte.
    /// </summary>
    protected static void SkipOtherVersions(WireVersion version)
    {
        var manifest = File.ReadAllText(GoldenFile.Locate($"wire{(int)version}/manifest.json"));
        var made = FixtureRow.Parse(manifest).GetText("library");
        var library = RayNativeLibrary.Load(OptionsFor(CoreOf(version)));
        Skip.If(made != library.Version, $"The fixtures are of core {made}; this is core {library.Version}.");
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
