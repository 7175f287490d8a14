using System.Collections.Concurrent;
using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>
/// The captured cases, copied beside the tests. A case is called by its file and its name there: <c>b8/true</c> in
/// <c>wire3/frames.jsonl</c> is <c>wire3/frames/b8/true</c>, and <c>take10</c> in <c>raylens.json</c> is
/// <c>raylens/take10</c>. A file that is missing fails the test that asks for it.
/// </summary>
public static class GoldenFile
{
    private static readonly string[] FramePaths =
    [
        "wire1/frames.jsonl", "wire1/random.jsonl", "wire1/queries.jsonl",
        "wire3/frames.jsonl", "wire3/random.jsonl", "wire3/closures.jsonl", "wire3/queries.jsonl",
    ];

    private static readonly ConcurrentDictionary<string, IReadOnlyList<GoldenLine>> Files = new();

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, GoldenLine>> Cases = new();

    /// <summary>The lines of a file, or the elements of its array.</summary>
    public static IReadOnlyList<GoldenLine> Read(string path) => Files.GetOrAdd(path, Parse);

    /// <summary>The lines of every file of single frames, both wire versions.</summary>
    public static IEnumerable<GoldenLine> ReadFrames() => FramePaths.SelectMany(Read);

    /// <summary>The cases of some files, as the rows of a theory.</summary>
    public static TheoryData<string> CasesOf(params IEnumerable<string> paths) =>
        [.. paths.SelectMany(Read).Select(line => line.Case)];

    /// <summary>The cases of every file of single frames, both wire versions.</summary>
    public static TheoryData<string> FrameCases => CasesOf(FramePaths);

    public static GoldenLine Find(string name)
    {
        Assert.True(TryFind(name, out var line), $"There is no case {name}.");
        return line!;
    }

    public static bool TryFind(string name, out GoldenLine? line)
    {
        line = null;
        var parts = name.Split('/');
        var path = $"{parts[0]}.json";
        if (!File.Exists(Locate(path)))
            path = parts.Length < 3 ? "" : $"{parts[0]}/{parts[1]}.jsonl";
        return File.Exists(Locate(path)) &&
            Cases.GetOrAdd(path, _ => Read(path).ToDictionary(each => each.Case)).TryGetValue(name, out line);
    }

    /// <summary>Where a captured file lies.</summary>
    public static string Locate(string path) => Path.Combine(AppContext.BaseDirectory, "golden", path);

    private static IReadOnlyList<GoldenLine> Parse(string path)
    {
        var full = Locate(path);
        Assert.True(File.Exists(full), $"The fixture {full} is missing.");
        var lines = ReadTexts(full)
            .Select((line, i) => GoldenLine.Parse(Path.ChangeExtension(path, null), i + 1, line))
            .ToList();
        Assert.NotEmpty(lines);
        return lines;
    }

    private static IEnumerable<string> ReadTexts(string path)
    {
        if (Path.GetExtension(path) != ".json")
            return File.ReadLines(path);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.EnumerateArray().Select(element => element.GetRawText())];
    }
}
