using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

public class GoldenQueryTests
{
    private static readonly string[] Folders = ["wire3", "wire1", "core3"];

    public static TheoryData<string> Queries =>
        GoldenFile.CasesOf(Folders.Select(folder => $"{folder}/queries.jsonl"));

    public static TheoryData<string> Replies =>
        GoldenFile.CasesOf("wire3/query-replies.jsonl", "wire1/query-replies.jsonl");

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_makes_the_frame_that_the_python_binding_sends(string name)
    {
        var version = VersionOf(name);
        var request = Find(name).Query.ToRayObject(version);
        var frame = Convert.ToHexStringLower(RaySerializer.SerializeFrame(request, version));
        var expected = Convert.ToHexStringLower(GoldenFile.Find(name).Frame);

        Ledger.QueryBuilder.Judge(name, frame == expected ? null : $"it is {frame}, not {expected}");
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_prints_as_source(string name)
    {
        var version = VersionOf(name);
        var found = Find(name);

        if (found.SourceFor(version) is { } source)
            Assert.Equal(source, found.Query.ToRayfall(version));
        else
            Assert.Throws<NotSupportedException>(() => found.Query.ToRayfall(version));
    }

    [Theory]
    [InlineData("wire3", 64)]
    [InlineData("wire1", 58)]
    [InlineData("core3", 268)]
    public void Every_captured_query_is_here(string folder, int count)
    {
        var captured = ReadPythons(folder).ToHashSet();

        Assert.Equal(count, captured.Count);
        Assert.All(captured, python => QueryCases.Find(folder, python));
    }

    [Fact]
    public void No_query_is_here_that_was_not_captured()
    {
        var captured = Folders.SelectMany(ReadPythons).ToHashSet();

        Assert.All(Folders.SelectMany(QueryCases.Pythons), python => Assert.Contains(python, captured));
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

    private static QueryCase Find(string name) =>
        QueryCases.Find(name.Split('/')[0], GoldenFile.Find(name).Python!);

    private static IEnumerable<string> ReadPythons(string folder) =>
        GoldenFile.Read($"{folder}/queries.jsonl").Select(query => query.Python!);
}
