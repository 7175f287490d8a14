using System.Diagnostics;
using Rayforce.Rayfall.Tests.Files;

namespace Rayforce.Rayfall.Tests;

/// <summary>Requests reach the granted folder, those that may, and nothing else.</summary>
public sealed class GrantedFolderTests : IDisposable
{
    private readonly FilesFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("(read \"../outside.txt\")")]
    [InlineData("(read \"in/../../outside.txt\")")]
    [InlineData("(read \"missing/../../outside.txt\")")]
    [InlineData("(read \"OUTSIDE/outside.txt\")")]
    [InlineData("(read \"out.txt\")")]
    [InlineData("(read \"out/outside.txt\")")]
    [InlineData("(read \"in/up/../outside.txt\")")]
    [InlineData("(load \"out.txt\")")]
    [InlineData("(read-bytes \"../outside.txt\")")]
    [InlineData("(read-csv \"../outside.txt\")")]
    [InlineData("(.fs.size \"../outside.txt\")")]
    [InlineData("(.fs.list \"..\")")]
    [InlineData("(.fs.list \"/\")")]
    [InlineData("(.fs.list \"out\")")]
    [InlineData("(write \"out.txt\" \"x\")")]
    [InlineData("(write \"out/new.txt\" \"x\")")]
    [InlineData("(write \"dangling\" \"x\")")]
    [InlineData("(write \"OUTSIDE/new.txt\" \"x\")")]
    [InlineData("(write-bytes \"../new.txt\" [0x01])")]
    [InlineData("(write-csv (table [a] (list [1])) \"../new.txt\")")]
    [InlineData("(.db.splayed.get \"../outside\")")]
    [InlineData("(.db.splayed.set \"../new\" (table [a] (list [1])))")]
    [InlineData("(.db.splayed.set \"out/new\" (table [a] (list [1])))")]
    [InlineData("(.db.splayed.set \"t\" (table [s] (list [a b])) \"../sym\")")]
    [InlineData("(read \"INSIDE-not/outside.txt\")")]
    public void What_lies_outside_is_refused(string source)
    {
        Assert.Equal("access", _files.Fail(source));
        Assert.Equal(["outside.txt"], Directory.EnumerateFileSystemEntries(_files.Outside).Select(Path.GetFileName));
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_files.Outside, "outside.txt")));
    }

    [Theory]
    [InlineData("(read \"in/a.txt\")")]
    [InlineData("(read \"./in//a.txt\")")]
    [InlineData("(read \"in/../in/a.txt\")")]
    [InlineData("(read \"INSIDE/in/a.txt\")")]
    [InlineData("(read \"inner/a.txt\")")]
    public void What_lies_inside_is_read(string source) => Assert.Equal(new RayString("text"), _files.Evaluate(source).Value);

    [Theory]
    [InlineData("(read \"ring\")")]
    [InlineData("(read \"in\")")]
    [InlineData("(read \"missing\")")]
    [InlineData("(write \"in\" \"x\")")]
    [InlineData("(write \"\" \"x\")")]
    [InlineData("(.db.splayed.set \"in/a.txt\" (table [a] (list [1])))")]
    public void What_cannot_be_read_or_written_is_an_error(string source) => Assert.Equal("io", _files.Fail(source));

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData(".d")]
    [InlineData("")]
    public void A_columns_name_is_no_path(string name) => Assert.Equal(
        "domain", _files.Fail($"(.db.splayed.set \"t\" (table (enlist (as 'SYM \"{name}\")) (list [1])))"));

    [Theory]
    [InlineData("(read \"in/a.txt\")")]
    [InlineData("(load \"in/a.txt\")")]
    [InlineData("(.fs.list \"in\")")]
    [InlineData("(.fs.size \"in/a.txt\")")]
    [InlineData("(.db.splayed.get \"in\")")]
    [InlineData("(write \"in/b.txt\" \"x\")")]
    public void A_restricted_request_touches_no_file(string source)
    {
        var error = Assert.IsType<RayError>(_files.Interpreter.Evaluate(new RayString(source), restricted: true).Value);
        Assert.Equal("access", error.Code);
        Assert.False(File.Exists(Path.Combine(_files.Inside, "in", "b.txt")));
    }

    [Fact]
    public void Without_a_folder_no_file_is_touched()
    {
        var error = Assert.IsType<RayError>(
            new RayfallInterpreter().Evaluate(new RayString($"(.fs.list \"{_files.Inside}\")")).Value);
        Assert.Equal("nyi", error.Code);
    }

    [Fact]
    public void A_request_that_touches_files_is_not_deterministic()
    {
        Assert.False(_files.Evaluate("(.fs.list \"\")").IsDeterministic);
        Assert.False(_files.Evaluate("(map read (list \"in/a.txt\"))").IsDeterministic);
        Assert.True(_files.Evaluate("(+ 1 2)").IsDeterministic);
    }

    [Fact]
    public void A_file_that_does_not_fit_the_memory_is_not_read()
    {
        File.WriteAllBytes(Path.Combine(_files.Inside, "large"), new byte[1 << 20]);
        File.WriteAllText(Path.Combine(_files.Inside, "large.csv"), "a,b\n" + string.Concat(Enumerable.Repeat("1,x\n", 100_000)));
        var small = new RayfallInterpreter(new RayfallOptions { Files = _files.Inside, MaxMemory = 500_000 });
        foreach (var source in new[] { "(read-bytes \"large\")", "(read-csv \"large.csv\")", "(.db.splayed.get \"in\")" }.Take(2))
            Assert.Equal("limit", Assert.IsType<RayError>(small.Evaluate(new RayString(source)).Value).Code);
    }

    [Fact]
    public void A_file_that_loads_itself_ends_with_an_error()
    {
        File.WriteAllText(Path.Combine(_files.Inside, "loop.rfl"), "(load \"loop.rfl\")");
        Assert.Equal("limit", _files.Fail("(load \"loop.rfl\")"));
    }

    [Fact]
    public void A_cancelled_request_leaves_no_file_behind()
    {
        using var pace = new CancellingPace(() => Written().Any());
        Assert.ThrowsAny<OperationCanceledException>(() => _files.Interpreter.Evaluate(
            "(write-csv (table [a] (list (til 2000000))) \"out.csv\")", restricted: false, pace, pace.Token));
        Assert.Empty(Written());

        IEnumerable<string> Written() => Directory.EnumerateFiles(_files.Inside)
            .Where(file => Path.GetFileName(file).StartsWith("out.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loaded_script_binds_names()
    {
        File.WriteAllText(Path.Combine(_files.Inside, "s.rfl"), "(set loaded 5)\n(+ loaded 1)");
        Assert.Equal(new RayAtom<long>(6), _files.Evaluate("(load \"s.rfl\")").Value);
        Assert.Equal(new RayAtom<long>(5), _files.Evaluate("loaded").Value);
    }

    [SkippableTheory]
    [InlineData("(read \"pipe\")")]
    [InlineData("(load \"pipe\")")]
    [InlineData("(read-bytes \"pipe\")")]
    [InlineData("(read-csv \"pipe\")")]
    [InlineData("(read-csv [I64] \"pipe\")")]
    [InlineData("(.csv.read \"pipe\")")]
    [InlineData("(.fs.size \"pipe\")")]
    [InlineData("(.db.splayed.get \"table\")")]
    public async Task What_is_no_file_is_refused_at_once(string source)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no mkfifo.");
        Directory.CreateDirectory(Path.Combine(_files.Inside, "table"));
        foreach (var pipe in new[] { "pipe", "table/.d" })
        {
            using var making = Process.Start("mkfifo", [Path.Combine(_files.Inside, pipe)]);
            await making.WaitForExitAsync();
        }

        var code = await Task.Run(() => _files.Fail(source)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Contains(code, new[] { "io", "type", "nyi", "name" });
    }

    [SkippableFact]
    public async Task A_folder_that_becomes_a_link_meanwhile_leads_nowhere()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux says where an open file lies.");
        var (place, folder, link) = (Path("race"), Path("folder"), Path("link"));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "outside.txt"), "inside");
        File.CreateSymbolicLink(link, _files.Outside);
        using var end = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                Directory.Move(folder, place);
                Directory.Move(place, folder);
                Directory.Move(link, place);
                Directory.Move(place, link);
            }
        });
        for (var i = 0; i < 3000; i++)
        {
            var read = _files.Evaluate("(read \"race/outside.txt\")").Value;
            Assert.True(read is RayError || read.Equals(new RayString("inside")), $"{read} was read");
            _files.Evaluate("(write \"race/new.txt\" \"x\")");
        }

        await end.CancelAsync();
        await swapping;
        Assert.Equal(
            ["outside.txt"], Directory.EnumerateFileSystemEntries(_files.Outside).Select(System.IO.Path.GetFileName));

        string Path(string name) => System.IO.Path.Combine(_files.Inside, name);
    }
}
