using System.Diagnostics.Metrics;
using Rayforce.Client;
using Rayforce.Server;

namespace Rayforce.Docs;

/// <summary>The table of instruments.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public async Task Every_instrument_stands_on_the_page_with_its_unit_and_nothing_else_does()
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Rayforce.", StringComparison.Ordinal))
                    rows.Add($"| `{instrument.Name}` | `{instrument.Unit}` | {instrument.Description} |");
            },
        };
        listener.Start();
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1", TcpPort = 0 });
        await server.StartAsync();
        await using var client = new RayClient(server.TcpEndpoint!.ToString());
        Assert.Equal(3, await client.ExecuteAsync<long>("(+ 1 2)"));

        var page = Page.All.Single(static page => page.Name == "docs/observability.md").Lines
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(rows, page);
    }
}
