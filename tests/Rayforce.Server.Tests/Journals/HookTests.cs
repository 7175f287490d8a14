using Rayforce.Client;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Journals;

/// <summary>The hooks of a program are a part of its data, however those are kept.</summary>
public sealed class HookTests
{
    private static readonly Dictionary<string, string> Hooks = new()
    {
        ["open"] = "(fn [h] (set seen (concat seen 'fired)))",
        ["close"] = "(fn [h] (set seen (concat seen 'fired)))",
        ["sync"] = "(fn [m] (do (set seen (concat seen 'fired)) 0))",
        ["async"] = "(fn [m] (set seen (concat seen 'fired)))",
        ["auth"] = "(fn [u p] (do (set seen (concat seen 'fired)) true))",
    };

    public static TheoryData<string, string> Ways
    {
        get
        {
            var ways = new TheoryData<string, string>();
            foreach (var hook in Hooks.Keys)
            {
                foreach (var way in new[] { "killed", "killed behind a snapshot", "stopped" })
                    ways.Add(hook, way);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_hook_fires_after_each_start(string hook, string way)
    {
        using var first = new DataFolder();
        var data = await first.OpenAsync();
        await data.AskAsync("(set seen (list 'begun))");
        await data.AskAsync($"(set .ipc.on.{hook} {Hooks[hook]})");
        if (way == "killed behind a snapshot")
            await data.AskAsync("(.log.snapshot)");
        using var left = way == "stopped" ? null : first.Copy();
        await data.DisposeAsync();

        // And again after a stop, which has taken a snapshot.
        var folder = left ?? first;
        for (var start = 1; start <= 2; start++)
        {
            await using var restarted = await folder.OpenAsync();
            Assert.Equal((long)start, await restarted.AskAsync("(count seen)"));
            await using (var running = await RunningServer.StartWithTcpAsync(
                restarted.Engine, options => options with { Password = hook == "auth" ? "word" : null }))
            {
                await using var client = await new RayTcpClient(
                    new Uri($"rayforce://u:word@127.0.0.1:{running.TcpPort}")).ConnectAsync();
                if (hook == "async")
                    await client.PostAsync("(+ 1 2)");
                else if (hook == "sync")
                    Assert.Equal(0L, await client.ExecuteAsync("(+ 1 2)"));
            }

            await Eventually.SucceedsAsync(async () =>
            {
                Assert.Equal(start + 1L, await restarted.AskAsync("(count seen)"));
                return true;
            });
        }
    }
}
