namespace Rayforce.Support;

/// <summary>
/// The captured frames, copied beside the tests. A file that is missing fails the test that asks for it.
/// </summary>
internal static class GoldenFile
{
    private static readonly string[] Paths =
    [
        "wire1/frames.jsonl", "wire1/random.jsonl", "wire1/queries.jsonl",
        "wire3/frames.jsonl", "wire3/random.jsonl", "wire3/queries.jsonl",
    ];

    /// <summary>Every file of single frames, both wire versions.</summary>
    public static TheoryData<string> Frames => [.. Paths];

    public static IReadOnlyList<GoldenLine> Read(string path)
    {
        var full = Path.Combine(AppContext.BaseDirectory, "golden", path);
        Assert.True(File.Exists(full), $"The fixture {full} is missing.");
        var lines = File.ReadLines(full).Where(line => line.Length > 0).Select(GoldenLine.Parse).ToList();
        Assert.NotEmpty(lines);
        return lines;
    }

    /// <summary>The frames of all files.</summary>
    public static IReadOnlyList<byte[]> ReadAllFrames() =>
        [.. Paths.SelectMany(Read).Select(line => line.Frame)];
}
