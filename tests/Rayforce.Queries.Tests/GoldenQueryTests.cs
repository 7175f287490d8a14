using Rayforce.Ipc;

namespace Rayforce.Queries;

public class GoldenQueryTests
{
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
        var request = QueryCases.Find(version, golden.Python).Query.ToRayObject(version);

        Assert.Equal(golden.Frame, Convert.ToHexStringLower(RaySerializer.SerializeFrame(request, version)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_prints_as_source(WireVersion version, string name)
    {
        var python = GoldenQuery.Read(version).Single(query => query.Name == name).Python;
        var found = QueryCases.Find(version, python);

        if (found.SourceFor(version) is { } source)
            Assert.Equal(source, found.Query.ToRayfall(version));
        else
            Assert.Throws<NotSupportedException>(() => found.Query.ToRayfall(version));
    }

    [Theory]
    [InlineData(WireVersion.V3, 64)]
    [InlineData(WireVersion.V1, 58)]
    public void Every_captured_query_is_here(WireVersion version, int count)
    {
        var captured = GoldenQuery.Read(version).Select(query => query.Python).ToHashSet();

        Assert.Equal(count, captured.Count);
        Assert.All(captured, python => QueryCases.Find(version, python));
    }

    [Fact]
    public void No_query_is_here_that_was_not_captured()
    {
        WireVersion[] versions = [WireVersion.V3, WireVersion.V1];
        var captured = versions.SelectMany(GoldenQuery.Read).Select(query => query.Python).ToHashSet();

        Assert.All(versions.SelectMany(QueryCases.Pythons), python => Assert.Contains(python, captured));
    }

    [Theory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public void The_requests_with_captured_replies_are_those_of_the_queries_beside_them(WireVersion version) =>
        Assert.All(GoldenReply.Read(version), golden =>
        {
            var frame = RaySerializer.SerializeFrame(golden.Query.ToRayObject(version), version);
            Assert.Equal(golden.Request, Convert.ToHexStringLower(frame));
            if (golden.Source is { } source)
                Assert.Equal(source, golden.Query.ToRayfall(version));
        });
}
