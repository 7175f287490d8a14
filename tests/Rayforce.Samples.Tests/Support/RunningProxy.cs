using System.Net;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Samples.Tests.Support;

/// <summary>The sample at a free port, with probes that follow each other quickly.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    private const string Cluster = "ReverseProxy:Clusters:rayforce";
    private readonly RunningProgram _program;

    private RunningProxy(RunningProgram program, Uri endpoint)
    {
        _program = program;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>Starts the sample before servers that run.</summary>
    public static Task<RunningProxy> StartAsync(params Uri[] servers) =>
        StartAsync("--servers", string.Join(',', servers.Select(server => $"ws://{server.Authority}")));

    /// <summary>Starts the sample with servers of its own, at free ports.</summary>
    public static Task<RunningProxy> StartAsync() => StartAsync(
        $"--{Cluster}:Destinations:one:Address=http://127.0.0.1:0",
        $"--{Cluster}:Destinations:two:Address=http://127.0.0.1:0");

    /// <summary>Waits until the log has told so many times that a server has come to be in a state of health.</summary>
    public Task HasToldAsync(Uri server, string health, int times = 1) => Eventually.HoldsAsync(
        () => _program.Count($"`{server.Authority}` on cluster `rayforce` is set to '{health}'") >= times);

    /// <param name="cookies">Where the client keeps the cookie that names its server; null for a
    /// client without.</param>
    public Task<WSClientConnection> ConnectAsync(CookieContainer? cookies = null) =>
        new WSClient(Endpoint, new WSClientOptions { Cookies = cookies }).ConnectAsync();

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private static async Task<RunningProxy> StartAsync(params string[] arguments)
    {
        var program = new RunningProgram("Rayforce.Samples.ScaleOut.dll", [
            "--urls", "http://127.0.0.1:0",
            $"--{Cluster}:HealthCheck:Active:Interval=00:00:00.1",
            .. arguments]);
        try
        {
            return new RunningProxy(program, new Uri(await program.ReadAsync("Clients connect to ")));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }
}
