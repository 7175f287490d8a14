using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Client.Tests.Clients;

/// <summary>All that is more than <see cref="IRayClient"/> works on a client that somebody else has made.</summary>
public class FakeClientTests
{
    private static readonly RayTable Rows = RayTable.FromColumns(("n", new long[] { 1, 2, 3 }));

    [Fact]
    public async Task Typed_results_and_queries_are_asked_of_it()
    {
        await using IRayClient client = new FakeClient(_ => 42);

        Assert.Equal(42, await client.ExecuteAsync<long>("(answer)"));
        Assert.Equal(42, await client.ExecuteAsync<long>(Call("count", Table("t"))));
        Assert.Equal(
            [new RayString("(answer)"), ((RayQuery)Call("count", Table("t"))).ToRayObject(WireVersion.V3)], ((FakeClient)client).Asked);
    }

    [Fact]
    public async Task A_load_goes_into_it_chunk_by_chunk()
    {
        var stored = 0L;
        await using var client = new FakeClient(request => Holds(request, "insert") ? ++stored : stored);

        var done = await client.InsertAsync("t", new[] { Rows, Rows }.ToAsyncEnumerable());

        Assert.Equal((2, 6, true), (done.Chunks, done.Rows, done.IsExact));
        Assert.Equal(2, client.Asked.Count(request => Holds(request, "insert")));
    }

    [Fact]
    public async Task Publications_come_out_of_it_typed()
    {
        await using var client = new FakeClient(
            _ => RayNull.Instance,
            new Update<RayObject>("px", 1, 187L, 0, IsRestart: false),
            new Update<RayObject>("other", 1, "text", 0, IsRestart: false),
            new Update<RayObject>("px", 4, 188L, 2, IsRestart: false));

        var updates = await client.SubscribeAsync<long>("px").ToListAsync();

        Assert.Equal([new("px", 1, 187, 0, false), new("px", 4, 188, 2, false)], updates);
    }

    private static bool Holds(RayObject value, string name) => value switch
    {
        RaySymbol symbol => symbol.Name == name,
        RayList list => list.Any(item => Holds(item, name)),
        _ => false,
    };
}
