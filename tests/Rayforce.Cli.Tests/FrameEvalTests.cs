using Rayforce.Cli.Commands;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

public sealed class FrameEvalTests
{
    [Fact]
    public async Task Captured_sources_give_the_frames_that_native_gave()
    {
        var cases = GoldenFile.Read("wire3/frames.jsonl")
            .Where(line => line.Source is not null)
            .ToArray();
        Assert.NotEmpty(cases);

        var run = await CommandRun.WithLinesAsync(cases.Select(line => line.Source!), "frame", "eval");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(cases.Length, run.Lines.Length);
        foreach (var (line, answer) in cases.Zip(run.Lines))
        {
            // The engine is that of core 2.5.12; newer ones are the reference of the codec.
            var isSame = answer == line.GetText("hex") || answer == line.Older.GetText("hex");
            Ledger.EmbeddedEngine.Judge(line.Case, isSame ? null : $"{line.Source} -> {answer}");
        }
    }

    [Fact]
    public async Task All_lines_share_one_environment_and_each_gets_one_answer()
    {
        var run = await CommandRun.WithLinesAsync(["(set x 20)", "", "no_such_name", "(+ x 1)"], "frame", "eval");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        var answers = run.Lines.Select(line => RaySerializer.DeserializeFrame(Convert.FromHexString(line))).ToArray();
        Assert.Equal(4, answers.Length);
        Assert.Equal(20, answers[0]);
        Assert.Equal("name", Assert.IsType<RayError>(answers[2]).Code);
        Assert.Equal(21, answers[3]);
    }

    [Fact]
    public async Task An_error_is_the_object_alone_as_native_sends_it()
    {
        var run = await CommandRun.WithLinesAsync(["(+ 1 'a)"], "frame", "eval");

        Assert.Equal(["fadeface0300000009000000000000007f7479706500000000"], run.Lines);
    }

    [Fact]
    public async Task Wire_version_1_is_written_on_request_and_what_it_lacks_goes_in_its_widest_type()
    {
        var run = await CommandRun.WithLinesAsync(["(+ 1 2)", "(as 'F32 1.5)"], "frame", "eval", "--wire-version", "1");

        Assert.Equal("fadeface010000000900000000000000fb0300000000000000", run.Lines[0]);
        Assert.Equal(new RayAtom<double>(1.5), RaySerializer.DeserializeFrame(Convert.FromHexString(run.Lines[1])));
    }
}
