using System.Text.RegularExpressions;
using Rayforce.Client;
using Rayforce.Server;
using Rayforce.WebSocket;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Guide;

public sealed partial class GuideProgramTests : IAsyncLifetime
{
    private readonly WSServer _server = new(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public void Every_piece_of_code_in_the_guide_is_compiled_here()
    {
        var program = WithoutSpace(Read("guide/GuideProgram.cs") + Read("guide/Trade.cs"));
        var pieces = Code().Matches(Read("queries.md")).Select(match => Statements(match.Groups[1].Value)).ToList();

        Assert.Equal(8, pieces.Count);
        Assert.All(pieces, piece => Assert.Contains(piece, program, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("rayforce")]
    public async Task The_code_of_the_guide_runs(string transport)
    {
        var endpoint = $"{transport}://127.0.0.1:{(transport == "ws" ? _server.Port : _server.TcpPort)}";
        Trade[] records =
        [
            new("a", 20, 1.5, new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)),
            new("b", 5, 2.5, new DateTime(2024, 1, 2, 3, 4, 6, DateTimeKind.Utc)),
            new("c", 30, null, new DateTime(2024, 1, 2, 3, 4, 7, DateTimeKind.Utc)),
        ];
        await using (var connection = await RayforceClient.ConnectAsync(endpoint))
            await connection.ExecuteAsync(Table(RayTable.FromRecords(records)).Select("*").SaveAs("trades"));

        var read = await GuideProgram.RunAsync(endpoint, records, StreamAsync(records));

        Assert.Equal(
            [
                2, 10L, (55L, true), 3L, new long[] { 0, 1, 2, 3, 4 }, 1L, new[] { 1.5, 2.5 }, "x", 3, 3,
                RayTable.FromRecords(records), true, 6L,
            ],
            read);
        Assert.Equal("(select {id: id name: name from: trades where: (> age 30)})", GuideProgram.Adults().ToString());
    }

    private static async IAsyncEnumerable<Trade> StreamAsync(IEnumerable<Trade> trades)
    {
        foreach (var trade in trades)
        {
            await Task.Yield();
            yield return trade;
        }
    }

    /// <summary>A piece without the using directives, which stand at the head of a file.</summary>
    private static string Statements(string piece) =>
        WithoutSpace(string.Join('\n', piece.Split('\n').Where(line => !UsingDirective().IsMatch(line))));

    private static string WithoutSpace(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    [GeneratedRegex("^using [^=]*;$")]
    private static partial Regex UsingDirective();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
