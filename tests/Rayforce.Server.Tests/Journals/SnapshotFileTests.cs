using Rayforce.Ipc;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Tests.Journals;

public sealed class SnapshotFileTests
{
    /// <summary>Values larger than what is read at once, and so many names that they are.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 10)]
    [InlineData(3, 1_000_000)]
    [InlineData(200_000, 1)]
    public void What_is_written_is_read_value_by_value(int count, int length)
    {
        using var folder = new DataFolder();
        KeyValuePair<RaySymbol, RayObject>[] globals =
        [
            .. Enumerable.Range(0, count).Select(i => new KeyValuePair<RaySymbol, RayObject>(
                new RaySymbol($"a name {i}"),
                length == 1 ? new RayList((long)i, "x") : new RayVector<long>([.. Enumerable.Range(i, length).Select(x => (long)x)]))),
        ];
        var values = globals.ToDictionary(pair => pair.Key.Name, pair => pair.Value);
        using (var file = new JournalStorage().Open(folder.Snapshot, FileMode.Create))
            SnapshotFile.Write(file, [.. globals.Select(pair => pair.Key)], name => values[name.Name], 7, 99);

        using var again = new JournalStorage().Open(folder.Snapshot, FileMode.Open);
        var snapshot = SnapshotFile.Read(again);
        Assert.Equal((7L, 99L), snapshot.Covered);
        Assert.Equal(globals.Length, snapshot.Globals.Count);
        Assert.All(globals.Zip(snapshot.Globals), pair =>
        {
            Assert.Equal(pair.First.Key.Name, pair.Second.Key.Name);
            Assert.Equal(pair.First.Value, pair.Second.Value);
        });

        // It is one frame, as native reads it.
        var frame = Assert.IsType<RayDict>(RaySerializer.DeserializeFrame(File.ReadAllBytes(folder.Snapshot)));
        Assert.Equal(globals.Length + 1, frame.Count);
    }
}
