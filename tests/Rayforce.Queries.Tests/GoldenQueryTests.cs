using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

public class GoldenQueryTests
{
    public static TheoryData<string> Queries => GoldenFile.CasesOf("wire3/queries.jsonl", "wire1/queries.jsonl");

    public static TheoryData<string> Replies =>
        GoldenFile.CasesOf("wire3/query-replies.jsonl", "wire1/query-replies.jsonl");

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_makes_the_frame_that_the_python_binding_sends(string name)
    {
        var golden = GoldenFile.Find(name);
        var version = VersionOf(name);
        var request = QueryCases.Find(version, golden.Python!).Query.ToRayObject(version);

        Assert.Equal(
            Convert.ToHexStringLower(golden.Frame),
            Convert.ToHexStringLower(RaySerializer.SerializeFrame(request, version)));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_prints_as_source(string name)
    {
        var version = VersionOf(name);
        var found = QueryCases.Find(version, GoldenFile.Find(name).Python!);

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
        var captured = ReadPythons(version).ToHashSet();

        Assert.Equal(count, captured.Count);
        Assert.All(captured, python => QueryCases.Find(version, python));
    }

    [Fact]
    public void No_query_is_here_that_was_not_captured()
    {
        WireVersion[] versions = [WireVersion.V3, WireVersion.V1];
        var captured = versions.SelectMany(ReadPythons).ToHashSet();

        Assert.All(versions.SelectMany(QueryCases.Pythons), python => Assert.Contains(python, captured));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_request_with_a_captured_reply_is_that_of_the_query_beside_it(string name)
    {
        var golden = GoldenReply.Find(name);
        var frame = RaySerializer.SerializeFrame(golden.Query.ToRayObject(golden.Version), golden.Version);

        Assert.Equal(golden.Request, Convert.ToHexStringLower(frame));
        if (golden.Source is { } source)
            Assert.Equal(source, golden.Query.ToRayfall(golden.Version));
    }

    private static WireVersion VersionOf(string name) =>
        name.StartsWith("wire1", StringComparison.Ordinal) ? WireVersion.V1 : WireVersion.V3;

    private static IEnumerable<string> ReadPythons(WireVersion version) =>
        GoldenFile.Read($"wire{(int)version}/queries.jsonl").Select(query => query.Python!);
}
