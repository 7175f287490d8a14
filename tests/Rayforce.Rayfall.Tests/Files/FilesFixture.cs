namespace Rayforce.Rayfall.Tests.Files;

/// <summary>An engine with a granted folder, beside which lies one that it must not touch.</summary>
internal sealed class FilesFixture : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rayforce-files-");

    public FilesFixture()
    {
        Outside = _root.CreateSubdirectory("outside").FullName;
        Inside = _root.CreateSubdirectory("granted").FullName;
        Directory.CreateDirectory(Path.Combine(Inside, "in"));
        File.WriteAllText(Path.Combine(Inside, "in", "a.txt"), "text");
        File.WriteAllText(Path.Combine(Outside, "outside.txt"), "secret");
        Link("out.txt", Path.Combine("..", "outside", "outside.txt"));
        Link("dangling", Path.Combine(Outside, "new.txt"));
        Link("out", Outside);
        Link("in/up", "..");
        Link("inner", "in");
        Link("ring", "ring");
        Interpreter = new RayfallInterpreter(new RayfallOptions { Files = Inside });
    }

    public string Inside { get; }

    public string Outside { get; }

    public RayfallInterpreter Interpreter { get; }

    /// <summary>Evaluates a source, with both folders' places for their names.</summary>
    public RayfallResult Evaluate(string source) => Interpreter.Evaluate(new RayString(source
        .Replace("INSIDE", Inside, StringComparison.Ordinal).Replace("OUTSIDE", Outside, StringComparison.Ordinal)));

    /// <summary>The code of the error that a source gives.</summary>
    public string Fail(string source) => Assert.IsType<RayError>(Evaluate(source).Value).Code;

    public void Dispose() => _root.Delete(recursive: true);

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(Inside, name), target);
}
