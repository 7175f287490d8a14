using Rayforce.Rayfall;
using Rayforce.Server;
using Rayforce.Server.Engines;

namespace Rayforce.Cli.Tests.Samples;

internal static class ServerSample
{
    public static async Task RunAsync(int port)
    {
        // README
        var interpreter = new RayfallInterpreter();
        interpreter.Load("(set trades (table [sym px] (list [AAPL MSFT AAPL] [187.5 402.1 188.0])))");

        await using var engine = new RayfallEngine(interpreter);
        var options = new WSServerOptions { Host = "127.0.0.1", Engine = engine };
        await using var server = new WSServer(port: port, options);
        await server.RunAsync(); // until Ctrl-C
        // README
    }
}
