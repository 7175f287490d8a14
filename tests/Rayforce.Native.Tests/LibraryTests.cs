using Rayforce.Ipc;

namespace Rayforce.Native.Tests;

/// <summary>What a library has to be. None of these needs one.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void A_library_that_is_not_there_is_named()
    {
        var error = Assert.Throws<RayNativeException>(() => Load("/nowhere/librayforce.so"));
        Assert.Contains("/nowhere/librayforce.so", error.Message, StringComparison.Ordinal);
        Assert.Contains("RAYFORCE_LIBRARY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_is_named()
    {
        var path = typeof(LibraryTests).Assembly.Location;
        var error = Assert.Throws<RayNativeException>(() => Load(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_no_Rayforce_is_told_by_its_exports()
    {
        var error = Assert.Throws<RayNativeException>(() => Load(OtherLibrary()));
        Assert.Contains("ray_runtime_create (core 2.x)", error.Message, StringComparison.Ordinal);
        Assert.Contains("ray_init (core 0.x)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_that_are_missing_are_all_named()
    {
        var exports = new Interop.NativeExports(System.Runtime.InteropServices.NativeLibrary.Load(OtherLibrary()));
        _ = new Interop.Core2(exports);
        Assert.Equal(18, exports.Missing.Count);
        Assert.Contains("ray_eval_str", exports.Missing);
        Assert.Contains("ray_request_interrupt", exports.Missing);
    }

    [Fact]
    public async Task A_runtime_of_a_library_that_is_not_there_is_refused()
    {
        var options = new RayNativeOptions { LibraryPath = "/nowhere/librayforce.so" };
        await Assert.ThrowsAsync<RayNativeException>(() => RayNativeRuntime.CreateAsync(options));
    }

    [Fact]
    public async Task A_queue_without_room_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => RayNativeRuntime.CreateAsync(new RayNativeOptions { QueueCapacity = 0 }));

    [SkippableTheory]
    [InlineData(RayNativeOptions.LibraryVariable, WireVersion.V3, WireVersion.V1)]
    [InlineData(RayNativeOptions.LibraryVariableWire1, WireVersion.V1, WireVersion.V3)]
    public void The_generations_are_told_apart(string variable, WireVersion version, WireVersion other)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        Skip.If(string.IsNullOrEmpty(path), $"{variable} is not set.");
        Assert.Equal(version, RayNativeLibrary.Load(new RayNativeOptions { LibraryPath = path }).WireVersion);
        Assert.Equal(path, RayNativeLibrary.Load(new RayNativeOptions { WireVersion = version }).Path);
        var error = Assert.Throws<RayNativeException>(
            () => RayNativeLibrary.Load(new RayNativeOptions { LibraryPath = path, WireVersion = other }));
        Assert.Contains($"speaks wire version {(int)version}", error.Message, StringComparison.Ordinal);
    }

    private static RayNativeLibrary Load(string path) =>
        RayNativeLibrary.Load(new RayNativeOptions { LibraryPath = path });

    /// <summary>A shared library that is there wherever .NET is: the one next to the base class library.</summary>
    private static string OtherLibrary()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.EnumerateFiles(folder, "*System.IO.Compression.Native*")
            .First(file => !file.EndsWith(".a", StringComparison.Ordinal));
    }
}
