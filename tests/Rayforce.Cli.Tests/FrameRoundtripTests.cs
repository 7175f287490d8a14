using Rayforce.Cli.Commands;
using Rayforce.Support;

namespace Rayforce.Cli;

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
        // Names are the server's to know, and a decoder of both versions does not mind the other version.
        var cases = GoldenFile.Read("wire3/malformed.jsonl")
            .Where(line => line.Code is not ("name" or "version")).ToArray();

        var frames = cases.Select(line => Convert.ToHexString(line.Frame));
        var run = await CommandRun.WithLinesAsync(frames, "frame", "roundtrip");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(cases.Length, run.Lines.Length);
        foreach (var (line, answer) in cases.Zip(run.Lines))
        {
            if (line.Verdict == "accept")
                Assert.Equal(Convert.ToHexStringLower(line.Reserialized!), answer);
            else
                Assert.Matches("^error [0-9]+ .+", answer);
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
