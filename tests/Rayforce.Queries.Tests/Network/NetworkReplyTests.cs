using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server;
using Rayforce.WebSocket;

namespace Rayforce.Queries.Tests.Network;

/// <summary>Every query with a captured reply, executed on a connection of either transport.</summary>
public sealed class NetworkReplyTests : IAsyncLifetime
{
    private readonly WSServer _server = new(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var golden in GoldenReply.Read(WireVersion.V3))
            {
                cases.Add(golden.Name, "ws");
                cases.Add(golden.Name, "rayforce");
            }

            return cases;
        }
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_query_is_answered_as_native_answers_it(string name, string transport)
    {
        var golden = GoldenReply.Find(name);
        var port = transport == "ws" ? _server.Port : _server.TcpPort;
        await using var connection = await RayforceClient.ConnectAsync($"{transport}://127.0.0.1:{port}");
        foreach (var source in golden.Setup)
            await connection.ExecuteAsync(source);
        Assert.Equal(golden.Reply, await AskAsync(connection, golden.Query));
        foreach (var (global, frame) in golden.After)
            Assert.Equal((global, frame), (global, await AskAsync(connection, Query.Column(global))));
    }

    private static async Task<string> AskAsync(RayConnection connection, RayQuery query)
    {
        try
        {
            return Frame(await connection.ExecuteAsync(query));
        }
        catch (RayforceQueryException e)
        {
            return Frame(e.Error);
        }
    }

    private static string Frame(RayObject value) => Convert.ToHexStringLower(RaySerializer.SerializeFrame(value));
}
