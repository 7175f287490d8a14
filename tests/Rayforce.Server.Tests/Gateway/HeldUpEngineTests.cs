using System.Net;
using Rayforce.Native;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Gateway;

[Collection(NativeLibraryCollection.Name)]
public sealed class HeldUpEngineTests
{
    private const string Fib = "(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))";

    [SkippableFact]
    public async Task A_request_that_will_not_end_makes_others_the_error_limit_until_it_does()
    {
        using var log = new LogRecorder();
        await using var engine = await NativeEngine.CreateAsync(new NativeEngineOptions
        {
            Native = new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(NativeRayforce.Newest) },
            OverdueTimeout = TimeSpan.FromMilliseconds(100),
            LoggerFactory = log,
        });
        await using var running = await RunningServer.StartAsync(
            engine, options => options with { EvaluationTimeout = TimeSpan.FromMilliseconds(200) });
        await using var client = await running.ConnectAsync();
        await client.ExecuteAsync(Fib);
        Assert.Equal("cancel", await FailAsync(client.ExecuteAsync("(fib 32)")));

        await Eventually.SucceedsAsync(async () =>
        {
            Assert.Equal("limit", await FailAsync(client.ExecuteAsync("(+ 1 2)")));
            return true;
        });
        using var http = new HttpClient();
        var health = $"http://127.0.0.1:{running.Server.Port}/health";
        using (var ready = await http.GetAsync(new Uri($"{health}/ready")))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await http.GetAsync(new Uri($"{health}/live")))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Contains(log.Lines, line => line.Contains("The native engine is held up"));

        Assert.Equal(3L, await Eventually.SucceedsAsync(() => client.ExecuteAsync("(+ 1 2)")));
    }

    [SkippableFact]
    public async Task No_client_ends_the_process_that_serves_it()
    {
        await using var engine = await NativeEngine.CreateAsync(
            new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(NativeRayforce.Newest) });
        await using var running = await RunningServer.StartWithTcpAsync(engine);
        await using var client = await running.ConnectTcpAsync();
        foreach (var request in new RayObject[] { "(exit 3)", new RayList(new RaySymbol("exit"), 3) })
            await FailAsync(client.ExecuteAsync(request));
        Assert.Equal(3L, await client.ExecuteAsync("(+ 1 2)"));
    }

    private static async Task<string> FailAsync(Task<RayObject> asking) =>
        (await Assert.ThrowsAsync<RayforceQueryException>(() => asking)).Code;
}
