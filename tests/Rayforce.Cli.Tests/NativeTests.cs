using Rayforce.Cli.Commands;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class NativeTests
{
    [SkippableTheory]
    [InlineData(NativeRayforce.Newest, "core:        3.0.1, wire version 3", "restricted:  yes", "at a risk")]
    [InlineData("2.1.8", "core:        2.1.8, wire version 3", "restricted:  no", "interrupt:   no")]
    [InlineData(NativeRayforce.Wire1, "core:        0.1, wire version 1", "restricted:  no", "interrupt:   no")]
    public async Task A_library_is_said_to_be_what_it_is(string core, params string[] texts)
    {
        var run = await CommandRun.OfAsync("native", NativeRayforce.GetLibrary(core));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.All(texts, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("package:", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_Python_leads_to_its_package()
    {
        var run = await CommandRun.OfAsync("native", NativeRayforce.GetPython("py2"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("package:     rayforce-py 2.4.0", run.Output, StringComparison.Ordinal);
        Assert.Contains($"executable:  {Path.DirectorySeparatorChar}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_one_is_trouble_and_says_what_to_install()
    {
        var run = await CommandRun.OfAsync("native", AppContext.BaseDirectory);

        Assert.Equal((ExitCode.Trouble, ""), (run.ExitCode, run.Output));
        Assert.Contains("pip install rayforce-py", run.Error, StringComparison.Ordinal);
    }
}
