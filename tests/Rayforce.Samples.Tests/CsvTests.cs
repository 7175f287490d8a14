using System.Diagnostics;

namespace Rayforce.Samples.Tests;

/// <summary>The sample, run as a reader would run it.</summary>
public sealed class CsvTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_csv_sample_prints_its_query_the_table_and_the_records()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Rayforce.Samples.Csv.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(Limit);
        // A sample that hangs must not outlive its test.
        using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, process.ExitCode);
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "csv-output.txt"));
        Assert.Equal(expected, output.ReplaceLineEndings("\n"));
    }
}
