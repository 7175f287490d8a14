using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.Native.Interop;

namespace Rayforce.FixtureGen;

/// <summary>The fixtures of one wire version, and how they are captured, written and compared.</summary>
/// <param name="golden">The folder with wire3 and wire1 in it.</param>
/// <param name="library">The library to capture from.</param>
internal sealed class FixtureFolder(string golden, RayNativeLibrary library)
{
    private const string Manifest = "manifest.json";

    private readonly string _name = $"wire{(int)library.WireVersion}";

    private string Folder => Path.Combine(golden, _name);

    private string Sources => Path.Combine(AppContext.BaseDirectory, "sources", _name + ".jsonl");

    /// <summary>Captures every file, on the runtime's thread.</summary>
    /// <param name="core">The library.</param>
    /// <param name="fresh">New rows for random.jsonl.</param>
    /// <exception cref="IOException">A committed file is missing.</exception>
    /// <exception cref="FormatException">A line of a committed file is not what it should be.</exception>
    public IReadOnlyList<FixtureFile> Capture(NativeCore core, IReadOnlyList<FixtureRow> fresh)
    {
        var frames = new FrameCapture(core, library.Handle);
        var known = Read("frames.jsonl").ToDictionary(row => row.GetRequiredText("name"));
        var random = WithFresh(Read("random.jsonl"), fresh);
        var files = new List<FixtureFile>
        {
            new("frames.jsonl", [.. Read(Sources).Select(row => Annotate(frames.Capture(row), known))]),
            new("random.jsonl", [.. random.Select(row => RandomCapture.Capture(core, row))]),
        };
        if (library.WireVersion == WireVersion.V3)
        {
            var compression = new CompressionCapture(library.Handle);
            var malformed = Read("malformed.jsonl").Select(row => MalformedCapture.Capture(core, row));
            files.Add(new("malformed.jsonl", [.. malformed]));
            files.Add(new("compression.jsonl", [.. Read("compression.jsonl").Select(compression.Capture)]));
            var closures = Read("closures.jsonl").Select(row => ClosureCapture.Capture(core, row));
            files.Add(new("closures.jsonl", [.. closures]));
        }

        var counts = files.Select(file => (file.Name, (object?)file.Rows.Count));
        var manifest = new FixtureRow(
            [("wire", (int)library.WireVersion), ("library", library.Version), .. counts]);
        files.Add(new(Manifest, [manifest]));
        return files;
    }

    /// <summary>Writes what was captured over what is committed.</summary>
    public void Write(IEnumerable<FixtureFile> files, TextWriter output)
    {
        foreach (var (name, rows) in files)
        {
            File.WriteAllText(Path.Combine(Folder, name), string.Concat(rows.Select(row => row.ToJson() + '\n')));
            output.WriteLine($"{_name}/{name}: {rows.Count} written");
        }
    }

    /// <summary>Compares what was captured with what is committed, and says what differs.</summary>
    /// <returns>Whether all is the same.</returns>
    public bool Compare(IEnumerable<FixtureFile> files, TextWriter output)
    {
        var isSame = true;
        foreach (var (name, rows) in files)
        {
            var path = Path.Combine(Folder, name);
            var committed = File.Exists(path) ? File.ReadAllLines(path) : [];
            var differences = FixtureDifference.Find(committed, [.. rows.Select(row => row.ToJson())]).ToList();
            output.WriteLine($"{_name}/{name}: {rows.Count} captured, {differences.Count} different");
            foreach (var difference in differences)
                output.WriteLine(difference);
            isSame &= differences.Count == 0;
        }

        return isSame;
    }

    /// <summary>A captured frame with what is said of it beside it, such as what another core made of its source.</summary>
    private static FixtureRow Annotate(FixtureRow captured, Dictionary<string, FixtureRow> known) =>
        known.TryGetValue(captured.GetRequiredText("name"), out var row)
            ? new FixtureRow(
                [.. captured.Fields, .. row.Except(captured.Fields.Select(field => field.Name))])
            : captured;

    private static List<FixtureRow> WithFresh(IEnumerable<FixtureRow> committed, IReadOnlyList<FixtureRow> fresh)
    {
        var rows = committed.Concat(fresh).ToList();
        if (rows.CountBy(row => row.GetRequiredText("name")).FirstOrDefault(named => named.Value > 1).Key is { } twice)
            throw new FormatException($"random.jsonl has a case {twice} already: choose another seed.");
        return rows;
    }

    private IEnumerable<FixtureRow> Read(string name) =>
        File.ReadLines(Path.Combine(Folder, name)).Where(line => line.Length > 0).Select(FixtureRow.Parse);
}
