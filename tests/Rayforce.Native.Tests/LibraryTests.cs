using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

/// <summary>What a library has to be, and where it is found.</summary>
[Collection(NativeTest.CollectionName)]
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
        Assert.Equal(19, exports.Missing.Count);
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
    [InlineData(NativeRayforce.Newest, WireVersion.V3, true)]
    [InlineData("2.11.0", WireVersion.V3, true)]
    [InlineData("2.1.8", WireVersion.V3, false)]
    [InlineData(NativeRayforce.Wire1, WireVersion.V1, false)]
    public void A_library_says_what_it_is_and_can_do(string core, WireVersion version, bool isSound)
    {
        var path = NativeRayforce.GetLibrary(core);
        var library = Load(path);
        Assert.Equal((path, version), (library.Path, library.WireVersion));
        Assert.Equal((isSound, isSound), (library.CanInterrupt, library.CanRestrict));
        var other = version == WireVersion.V3 ? WireVersion.V1 : WireVersion.V3;
        var error = Assert.Throws<RayNativeException>(
            () => RayNativeLibrary.Load(new RayNativeOptions { LibraryPath = path, WireVersion = other }));
        Assert.Contains($"speaks wire version {(int)version}", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_path_may_hold_what_the_loader_would_expand()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only the loader of Linux expands paths.");
        var folder = Directory.CreateTempSubdirectory("a $LIB of $ORIGIN");
        try
        {
            var path = Path.Combine(folder.FullName, "_rayforce_c.so");
            File.Copy(NativeRayforce.GetLibrary("2.11.0"), path);
            Assert.Equal("2.11.0", Load(path).Version);
            Assert.Equal("2.11.0", Load(path).Version);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_libpython_that_is_not_there_is_named()
    {
        var options = new RayNativeOptions { LibraryPath = NotLoadable(), PythonPath = "/nowhere/libpython3.so" };
        var error = Assert.Throws<RayNativeException>(() => RayNativeLibrary.Load(options));
        Assert.Contains("/nowhere/libpython3.so", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_installed_package_of_an_environment_is_found()
    {
        var python = NativeRayforce.GetPython("py2");
        var environment = Path.GetDirectoryName(Path.GetDirectoryName(python))!;
        foreach (var path in new[] { python, environment })
        {
            var found = RayNativeLibrary.Find(path);
            Assert.NotNull(found);
            Assert.Equal((path, "2.4.0"), (found.FoundBy, found.PackageVersion));
            Assert.True(File.Exists(found.LibraryPath) && File.Exists(found.BinaryPath), found.Folder);
            Assert.Equal(found.Folder, RayNativeLibrary.Find(found.Folder)!.Folder);
            Assert.Equal(found.Folder, RayNativeLibrary.Find(Path.GetDirectoryName(found.Folder))!.Folder);
        }

        Assert.Equal("3.0.1", Load(environment).Version);
    }

    [Fact]
    public void A_folder_without_the_package_is_named()
    {
        Assert.Null(RayNativeLibrary.Find(AppContext.BaseDirectory));
        var error = Assert.Throws<RayNativeException>(() => Load(AppContext.BaseDirectory));
        Assert.Contains(AppContext.BaseDirectory, error.Message, StringComparison.Ordinal);
        Assert.Contains("pip install rayforce-py", error.Message, StringComparison.Ordinal);
    }

    private static RayNativeLibrary Load(string path) =>
        RayNativeLibrary.Load(new RayNativeOptions { LibraryPath = path });

    /// <summary>A file that is there and no library.</summary>
    private static string NotLoadable() => typeof(LibraryTests).Assembly.Location;

    /// <summary>A shared library that is there wherever .NET is: the one next to the base class library.</summary>
    private static string OtherLibrary()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.EnumerateFiles(folder, "*System.IO.Compression.Native*")
            .First(file => !file.EndsWith(".a", StringComparison.Ordinal));
    }
}
