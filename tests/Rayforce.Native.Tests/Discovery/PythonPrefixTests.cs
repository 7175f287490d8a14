using Rayforce.Native.Discovery;

namespace Rayforce.Native.Tests.Discovery;

public sealed class PythonPrefixTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("python");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Packages_of_newer_Pythons_come_first()
    {
        var older = Install("lib/python3.9/site-packages");
        var newer = Install("lib/python3.11/site-packages");

        Assert.Equal(newer, Find(_root.FullName));
        Directory.Delete(newer, recursive: true);
        Assert.Equal(older, Find(_root.FullName));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void An_environment_shares_the_packages_of_its_Python_where_it_says_so(string shares, bool isFound)
    {
        var installed = Install("lib/python3/dist-packages");
        var environment = _root.CreateSubdirectory("environment");
        File.WriteAllText(
            Path.Combine(environment.FullName, "pyvenv.cfg"),
            $"home = {Path.Combine(_root.FullName, "bin")}\ninclude-system-site-packages = {shares}\n");

        Assert.True(PythonPrefix.IsVirtual(environment.FullName));
        Assert.Equal(isFound ? installed : null, Find(environment.FullName));
    }

    private static string? Find(string prefix) => PythonPackage.FindIn(PythonPrefix.GetPackageFolders(prefix));

    private string Install(string packages)
    {
        var package = _root.CreateSubdirectory(Path.Combine(packages, "rayforce")).FullName;
        File.WriteAllText(Path.Combine(package, "_rayforce_c.so"), "");
        return package;
    }
}
