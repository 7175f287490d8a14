using System.Text.RegularExpressions;
using Rayforce.Cli.Commands;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

public sealed class FrameRoundtripTests
{
    [Theory]
    [InlineData("wire1/random.jsonl")]
    [InlineData("wire1/queries.jsonl")]
    [InlineData("wire3/frames.jsonl")]
    [InlineData("wire3/random.jsonl")]
    [InlineData("wire3/queries.jsonl")]
    public async Task Golden_frames_come_back_as_they_were(string path)
    {
        var frames = GoldenFile.Read(path).Select(line => Convert.ToHexStringLower(line.Frame)).ToArray();

        var run = await CommandRun.WithLinesAsync(frames, "frame", "roundtrip");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(frames, run.Lines);
    }

    [Fact]
    public async Task Damaged_frames_get_the_verdict_of_native()
    {
        var cases = GoldenFile.Read("wire3/malformed.jsonl");

        var frames = cases.Select(line => Convert.ToHexString(line.Frame));
        var run = await CommandRun.WithLinesAsync(frames, "frame", "roundtrip");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(cases.Count, run.Lines.Length);
        foreach (var (line, answer) in cases.Zip(run.Lines))
        {
            var expected = line.GetText("reserialized") ?? "error [0-9]+ .+";
            Ledger.Decoder.Judge(
                line.Case, Regex.IsMatch(answer, $"^{expected}$") ? null : $"{answer}, not {expected}");
        }
    }

    [Theory]
    [InlineData("", "error 0 ")]
    [InlineData("fadeface03", "error 5 ")]
    [InlineData("00deface0300000001000000000000007e", "error 0 ")]
    [InlineData("fadeface0200000001000000000000007e", "error 4 ")]
    [InlineData("fadeface0300010001000000000000007e", "error 6 ")]
    [InlineData("fadeface030000000100000000000080", "error 8 ")]
    [InlineData("not hex", "error 0 ")]
    [InlineData("fadefacg", "error 3 ")]
    [InlineData("fadefac", "error 3 ")]
    [InlineData("fadeface0300000001000000000000007e7e", "error 17 ")]
    [InlineData("fadeface030000000200000000000000fa00", "error 18 ")]
    public async Task What_is_no_frame_is_an_error_with_its_offset(string line, string answer)
    {
        var run = await CommandRun.WithLinesAsync([line, "fadeface0300000001000000000000007e"], "frame", "roundtrip");

        Assert.Equal(2, run.Lines.Length);
        Assert.StartsWith(answer, run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("fadeface0300000001000000000000007e", run.Lines[1]);
    }
}
