using System.Text;
using System.Text.RegularExpressions;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests;

/// <summary>The exchanges in docs/protocol.md, held with the server.</summary>
public partial class DocumentedExchangeTests
{
    [Theory]
    [InlineData("legacy")]
    [InlineData("legacy-1")]
    [InlineData("rayforce.ipc")]
    [InlineData("rayforce.ipc-1")]
    [InlineData("rayforce.ipc.2")]
    public async Task A_documented_exchange_is_what_the_server_does(string protocol)
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        using var client = await RawClient.ConnectAsync(running.Server, greet: false, configure: options =>
        {
            if (protocol.StartsWith("rayforce.ipc", StringComparison.Ordinal))
                options.AddSubProtocol(protocol.Split('-')[0]);
        });
        var messages = ReadExchange(protocol);
        Assert.Contains(messages, message => !message.IsSent);
        foreach (var (isSent, bytes) in messages)
        {
            if (isSent)
                await client.SendAsync(bytes);
            else
                Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString((await client.ReceiveAsync())!));
        }
    }

    private static List<(bool IsSent, byte[] Bytes)> ReadExchange(string protocol)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "protocol.md"), Encoding.UTF8);
        var block = Regex.Match(text, $"```{Regex.Escape(protocol)}\n(.*?)```", RegexOptions.Singleline);
        Assert.True(block.Success, $"docs/protocol.md has no exchange '{protocol}'.");
        var bare = Comment().Replace(block.Groups[1].Value, "");
        return Message().Matches(bare)
            .Select(match => (match.Value[0] == '→', Convert.FromHexString(Space().Replace(match.Value[1..], ""))))
            .ToList();
    }

    [GeneratedRegex(";.*")]
    private static partial Regex Comment();

    [GeneratedRegex("[→←][^→←]*")]
    private static partial Regex Message();

    [GeneratedRegex("\\s")]
    private static partial Regex Space();
}
