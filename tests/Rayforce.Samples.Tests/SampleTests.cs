using System.Diagnostics;

namespace Rayforce.Samples.Tests;

/// <summary>The samples, run as a reader would run them.</summary>
public sealed class SampleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("Csv")]
    [InlineData("Dapper")]
    [InlineData("DataFrames")]
    [InlineData("FSharp")]
    public async Task A_sample_prints_what_its_output_file_says(string sample)
    {
        var program = Path.Combine(AppContext.BaseDirectory, $"Rayforce.Samples.{sample}.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(Limit);
        // A sample that hangs must not outlive its test.
        using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, process.ExitCode);
        var file = Path.Combine(AppContext.BaseDirectory, "samples", $"{sample}.txt");
        Assert.Equal(await File.ReadAllTextAsync(file), output.ReplaceLineEndings("\n"));
    }
}
