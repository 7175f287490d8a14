using System.CommandLine;
using Rayforce.FixtureGen;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

public sealed class FixtureTests : NativeTest, IDisposable
{
    private readonly DirectoryInfo _golden = Directory.CreateTempSubdirectory("golden");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public FixtureTests()
    {
        foreach (var wire in new[] { "wire3", "wire1" })
        {
            var copies = _golden.CreateSubdirectory(wire);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "golden", wire)))
                File.Copy(file, Path.Combine(copies.FullName, Path.GetFileName(file)));
        }
    }

    public void Dispose() => _golden.Delete(recursive: true);

    [SkippableTheory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public async Task The_committed_fixtures_are_what_the_library_gives(WireVersion version)
    {
        SkipOtherVersions(version);
        var code = await RunAsync(version, "--check");
        var differing = GetDifferingNames(_output.ToString());
        Assert.Equal((differing.Count == 0 ? 0 : 1, ""), (code, _errors.ToString()));
        Assert.Contains($"wire{(int)version}/frames.jsonl", _output.ToString(), StringComparison.Ordinal);
        AssertOnLedger(version, differing);
    }

    [SkippableTheory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public async Task Capturing_again_changes_no_line(WireVersion version)
    {
        SkipOtherVersions(version);
        Assert.Equal((0, ""), (await RunAsync(version), _errors.ToString()));
        var differing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_golden.FullName, $"wire{(int)version}")))
        {
            var name = Path.Combine($"wire{(int)version}", Path.GetFileName(file));
            var committed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name)).Split('\n');
            var captured = File.ReadAllText(file).Split('\n');
            Assert.Equal((file, committed.Length), (file, captured.Length));
            differing.AddRange(committed.Zip(captured).Where(pair => pair.First != pair.Second)
                .Select(pair => FixtureRow.Parse(pair.First).GetText("name")!));
        }

        AssertOnLedger(version, differing);
    }

    [SkippableFact]
    public async Task A_difference_is_shown_and_gives_exit_code_1()
    {
        var path = Path.Combine(_golden.FullName, "wire3", "frames.jsonl");
        var lines = File.ReadAllLines(path);
        lines[16] = lines[16].Replace("fb000300000000000000\"", "fb000400000000000000\"", StringComparison.Ordinal);
        var changed = string.Join('\n', lines) + '\n';
        File.WriteAllText(path, changed);
        Assert.Equal(1, await RunAsync(WireVersion.V3, "--check"));
        Assert.Contains("  line 17\n  - {\"name\": \"i64/three\"", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(changed, File.ReadAllText(path));
    }

    [SkippableTheory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public async Task New_random_cases_come_from_a_seed(WireVersion version)
    {
        SkipOtherVersions(version);
        var path = Path.Combine(_golden.FullName, $"wire{(int)version}", "random.jsonl");
        var before = File.ReadAllLines(path);
        Assert.Equal((0, ""), (await RunAsync(version, "--random", "300", "--seed", "5"), _errors.ToString()));
        var after = File.ReadAllLines(path);
        Assert.Equal(before, after[..before.Length]);
        Assert.Equal(300, after.Length - before.Length);
        // Native writes each of them as this library does.
        var written = new RandomObjects(version, 5).CreateRows(300).Select(row => row.GetText("hex"));
        Assert.Equal(written, after[before.Length..].Select(line => FixtureRow.Parse(line).GetText("hex")));
        Assert.Equal(0, await RunAsync(version, "--check"));
        Assert.Equal(2, await RunAsync(version, "--random", "1", "--seed", "5"));
        Assert.Contains("random/5/0", _errors.ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_source_without_a_call_for_it_is_named()
    {
        await using var runtime = await StartAsync(WireVersion.V3);
        var source = new FixtureRow([("name", "new"), ("c_api", "ray_unheard_of()")]);
        var error = await Assert.ThrowsAsync<FormatException>(
            () => runtime.CallAsync(core => new FrameCapture(core, runtime.Library.Handle).Capture(source)));
        Assert.Contains("ray_unheard_of()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_that_is_not_there_gives_exit_code_2()
    {
        Assert.Equal(2, await InvokeAsync("--library", "/nowhere/librayforce.so"));
        Assert.Contains("/nowhere/librayforce.so", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Zeros_whose_sign_the_compiler_chose_are_compared_without_it()
    {
        var line = GoldenFile.Find("wire3/frames/vec/f64/specials");
        var frame = RaySerializer.SerializeFrame(new RayVector<double>(0.0, 0.0, 1e308));
        Assert.NotEqual(line.Frame, frame);
        Assert.Equal(frame, TestSupport.CompilerZeros.Settle(line, line.Frame));
        var other = GoldenFile.Find("wire3/frames/vec/f64/nulls");
        Assert.Same(frame, TestSupport.CompilerZeros.Settle(other, frame));
    }

    [Fact]
    public void A_fixture_is_written_as_Python_writes_it()
    {
        const string line = """{"name": "é☃", "type": -13, "text": null, "hex": "\"\\\n\r\t\b\f\u0001 /<\u0000"}""";
        Assert.Equal(line, FixtureRow.Parse(line).ToJson());
        Assert.Throws<FormatException>(() => FixtureRow.Parse("[1]"));
        Assert.Throws<FormatException>(() => FixtureRow.Parse("{\"a\": [1]}"));
        const string nested = """{"hex": "00", "2.5.12": {"verdict": "reject", "code": "type"}}""";
        Assert.Equal(nested, FixtureRow.Parse(nested).ToJson());
    }

    /// <summary>The names of lines that are shown as captured otherwise.</summary>
    private static List<string> GetDifferingNames(string output)
    {
        const string begin = "  + {\"name\": \"";
        return [.. output.Split('\n').Where(line => line.StartsWith(begin, StringComparison.Ordinal))
            .Select(line => line[begin.Length..line.IndexOf('"', begin.Length)])];
    }

    private static void AssertOnLedger(WireVersion version, IEnumerable<string> differing)
    {
        var known = version == WireVersion.V3 ? [] : Ledger.ReadLines()
            .Where(line => line.Where == Ledger.Fixtures.Where).Select(line => line.Case["wire1/frames/".Length..]);
        Assert.Equal(known.Order(), differing.Order());
    }

    private Task<int> RunAsync(WireVersion version, params string[] arguments) =>
        InvokeAsync(["--library", NativeRayforce.GetLibrary(CoreOf(version)), .. arguments]);

    private Task<int> InvokeAsync(params string[] arguments) => FixtureCommand.Create()
        .Parse([.. arguments, "--golden", _golden.FullName])
        .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _errors });
}
