using System.Runtime.InteropServices;
using Rayforce.Native.Loading;

namespace Rayforce.Native.Tests.Loading;

public sealed class ElfStubTests
{
    private const ushort Arm = 183;
    private const ushort Intel = 62;

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void The_loader_finds_zeros_under_every_name_and_the_library_that_is_needed(int count)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has libraries of this format.");
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Arm : Intel;
        var names = Enumerable.Range(0, count).Select(i => $"PyName_{i}").ToList();
        var needed = Directory.GetFiles(
            Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.IO.Compression.Native.so").Single();

        var stub = NativeLibrary.Load(
            MemoryFile.TryCreate(ElfStub.Write(machine, $"stub-{Guid.NewGuid():N}.so", needed, names))!);

        var addresses = names.Select(name => NativeLibrary.GetExport(stub, name)).ToList();
        Assert.Equal(count, addresses.Distinct().Count());
        foreach (var address in addresses)
        {
            Assert.Equal(0, Marshal.ReadInt64(address));
            Marshal.WriteInt64(address, 1);
        }

        Assert.False(NativeLibrary.TryGetExport(stub, "PyName", out _));
        // What the library that is needed exports, the stub's own scope has too.
        Assert.True(NativeLibrary.TryGetExport(stub, "CompressionNative_Crc32", out _));
        Assert.False(NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "PyName_0", out _));
    }

    [Theory]
    [InlineData(Arm)]
    [InlineData(Intel)]
    public void A_stub_is_for_the_processor_of_its_library(ushort machine)
    {
        var stub = ElfStub.Write(machine, "stub.so", "/needed.so", ["PyBool_Type"]);

        Assert.Equal(machine, BitConverter.ToUInt16(stub, 18));
    }
}
