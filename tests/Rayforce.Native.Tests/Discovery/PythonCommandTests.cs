using Rayforce.Native.Discovery;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests.Discovery;

public sealed class PythonCommandTests
{
    [SkippableFact]
    public void A_Python_says_where_its_package_is_when_its_folders_do_not()
    {
        var python = NativeRayforce.GetPython("py2");
        using var shim = new ShellScript($"exec '{python}' \"$@\"");

        Assert.Null(PythonCommand.FindPackage(shim.Path));
        Assert.Equal(PythonCommand.FindPackage(python), PythonCommand.AskForPackage(shim.Path));
        Assert.NotNull(PythonCommand.AskForPackage(python));
    }

    [SkippableTheory]
    [InlineData("echo /nowhere")]
    [InlineData("exit 1")]
    public void A_Python_without_the_package_has_none(string script)
    {
        Skip.If(OperatingSystem.IsWindows(), "The test has a shell script for a Python.");
        using var python = new ShellScript(script);

        Assert.Null(PythonCommand.AskForPackage(python.Path));
    }

    [Fact]
    public void A_Python_that_cannot_be_started_has_none() =>
        Assert.Null(PythonCommand.AskForPackage("/nowhere/python3"));
}
