using Rayforce.Ipc;

namespace Rayforce.Queries;

public class GoldenQueryTests
{
    private static readonly Dictionary<string, QueryCase> Wire3 = Index(
        SelectCases.All, ChangeCases.All, OtherCases.All);

    private static readonly Dictionary<string, QueryCase> Wire1 = Index(
        SelectCases.All, ChangeCases.All, OtherCases.All, Wire1Cases.All);

    public static TheoryData<WireVersion, string> Names()
    {
        var names = new TheoryData<WireVersion, string>();
        foreach (var version in new[] { WireVersion.V3, WireVersion.V1 })
        {
            foreach (var query in GoldenQuery.Read(version))
                names.Add(version, query.Name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_makes_the_frame_that_the_python_binding_sends(WireVersion version, string name)
    {
        var golden = GoldenQuery.Read(version).Single(query => query.Name == name);
        var request = Find(version, golden.Python).Query.ToRayObject(version);

        Assert.Equal(golden.Frame, Convert.ToHexStringLower(RaySerializer.SerializeFrame(request, version)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_prints_as_source(WireVersion version, string name)
    {
        var found = Find(version, GoldenQuery.Read(version).Single(query => query.Name == name).Python);

        if (found.SourceFor(version) is { } source)
            Assert.Equal(source, found.Query.ToRayfall(version));
        else
            Assert.Throws<NotSupportedException>(() => found.Query.ToRayfall(version));
    }

    [Theory]
    [InlineData(WireVersion.V3, 64)]
    [InlineData(WireVersion.V1, 58)]
    public void Every_captured_query_is_here_and_nothing_else(WireVersion version, int count)
    {
        var captured = GoldenQuery.Read(version).Select(query => query.Python).ToHashSet();

        Assert.Equal(count, captured.Count);
        Assert.Subset(captured, (version == WireVersion.V3 ? Wire3 : Wire1).Keys.Where(captured.Contains).ToHashSet());
        Assert.All(captured, python => Find(version, python));
    }

    private static QueryCase Find(WireVersion version, string python) =>
        (version == WireVersion.V3 ? Wire3 : Wire1).TryGetValue(python, out var found)
            ? found
            : throw new InvalidOperationException($"No C# form stands beside {python}.");

    /// <summary>A later case replaces an earlier one of the same Python expression.</summary>
    private static Dictionary<string, QueryCase> Index(params QueryCase[][] groups)
    {
        var index = new Dictionary<string, QueryCase>();
        foreach (var group in groups)
        {
            foreach (var item in group)
                index[item.Python] = item;
        }

        return index;
    }
}
