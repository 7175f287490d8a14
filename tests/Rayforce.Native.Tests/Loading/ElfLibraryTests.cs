using Rayforce.Native.Loading;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests.Loading;

public sealed class ElfLibraryTests
{
    [SkippableTheory]
    [MemberData(nameof(NativeTest.AllCores), MemberType = typeof(NativeTest))]
    public void The_symbols_that_an_extension_wants_of_Python_are_read(string core)
    {
        var library = ElfLibrary.Read(NativeRayforce.GetLibrary(core));

        Assert.NotNull(library);
        Assert.Contains("PyBool_Type", library.Undefined);
        Assert.Contains("_Py_NoneStruct", library.Undefined);
        Assert.DoesNotContain("PyInit__rayforce_c", library.Undefined);
    }

    [SkippableFact]
    public void A_library_that_is_cut_off_or_damaged_is_none_or_read_in_part()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has libraries of this format.");
        var file = File.ReadAllBytes(Path.Combine(
            Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.IO.Compression.Native.so"));
        Assert.Contains("memcpy", ElfLibrary.Parse(file)!.Undefined);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            ElfLibrary.Parse(file.AsSpan(0, random.Next(file.Length)));
            var damaged = file.ToArray();
            for (var damage = 0; damage < 8; damage++)
                damaged[random.Next(2) == 0 ? random.Next(64) : file.Length - 1 - random.Next(2048)] = (byte)random.Next(256);
            ElfLibrary.Parse(damaged);
        }
    }

    [Fact]
    public void What_is_no_library_is_none()
    {
        Assert.Null(ElfLibrary.Read(typeof(ElfLibraryTests).Assembly.Location));
        Assert.Null(ElfLibrary.Read("/nowhere/library.so"));
        Assert.Null(ElfLibrary.Parse([]));
    }
}
