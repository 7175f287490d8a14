namespace Rayforce.Golden;

/// <summary>The captured frames, copied beside the tests. A file that is missing fails the test that asks for it.</summary>
internal static class GoldenFile
{
    public static IReadOnlyList<GoldenLine> Read(string path)
    {
        var full = Path.Combine(AppContext.BaseDirectory, "golden", path);
        Assert.True(File.Exists(full), $"The fixture {full} is missing.");
        var lines = File.ReadLines(full).Where(line => line.Length > 0).Select(GoldenLine.Parse).ToList();
        Assert.NotEmpty(lines);
        return lines;
    }
}
