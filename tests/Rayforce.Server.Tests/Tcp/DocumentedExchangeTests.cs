using System.Text.RegularExpressions;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Tcp;

/// <summary>The exchange over TCP in docs/protocol.md, held with the server.</summary>
public partial class DocumentedExchangeTests
{
    [Fact]
    public async Task The_documented_exchange_is_what_the_server_does()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { Password = "s3cret" });
        using var client = await RawSocket.ConnectAsync(running.TcpPort);
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "protocol.md"));
        var lines = Block().Match(page).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        foreach (var line in lines)
        {
            var bytes = Convert.FromHexString(line[1..].Split(';')[0].Replace(" ", ""));
            if (line[0] == '→')
                await client.SendAsync(bytes);
            else
                Assert.Equal(bytes, await client.ReceiveAsync(bytes.Length));
        }
    }

    [GeneratedRegex("```tcp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
