using System.Globalization;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;
using Xunit.Abstractions;

namespace Rayforce.Server.Tests.Gateway;

/// <summary>
/// Many clients for a long time: every reply is right, nothing grows, and a death behind the engine costs no more than
/// the requests it was evaluating. <c>RAYFORCE_SOAK_SECONDS</c> says for how long; a few seconds otherwise.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const string SecondsVariable = "RAYFORCE_SOAK_SECONDS";
    private const int Clients = 64;
    private const int Steps = 10;

    /// <summary>
    /// What a collector's and an allocator's pools may come to; a leak of 32 bytes a call is more than that soon.
    /// </summary>
    private const long Slack = 96 << 20;

    public static TheoryData<string> Engines => [.. EngineUnderTest.Names];

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Sixty_four_clients_are_answered_all_the_time(string name)
    {
        await using var engine = await EngineUnderTest.StartAsync(name);
        await using var server = await RunningServer.StartAsync(engine.Engine, options => options with { TcpPort = 0 });
        var clients = Enumerable.Range(0, Clients).Select(number => new SoakClient(server, number)).ToArray();
        using var end = new CancellationTokenSource();
        var running = Task.WhenAll(clients.Select(client => client.RunAsync(end.Token)));

        var step = TimeSpan.FromSeconds(GetSeconds()) / Steps;
        var (memory, kills) = (new List<MemorySample>(), 0);
        while (memory.Count < Steps)
        {
            // A client that fails ends the wait.
            await Task.WhenAny(running, Task.Delay(step));
            if (running.IsCompleted)
                break;
            memory.Add(MemorySample.Take(engine.ProcessId));
            output.WriteLine($"{step * memory.Count:c}  {clients.Sum(client => client.Calls):N0} calls  {memory[^1]}");
            if (engine.CanBeKilled && memory.Count % 3 == 0)
            {
                await engine.KillAsync();
                kills++;
            }
        }

        await end.CancelAsync();
        await running;
        var lost = clients.Sum(client => client.Lost);
        output.WriteLine(
            $"{name}: {clients.Sum(client => client.Calls):N0} calls, {clients.Sum(client => client.Connections):N0} " +
            $"connections, {kills} kills, {lost} requests lost with them");
        Assert.All(clients, client => Assert.True(client.Calls > 0));
        // The gateway has four connections, with a request on each: so many can die with a process. A server that is
        // stopped takes connections to its last moment, and more requests with them.
        Assert.InRange(lost, 0, kills * (engine.ProcessId is null ? Clients : 4));
        Assert.InRange(memory[^1].Process, 0, memory[0].Process + Slack);
        Assert.InRange(memory[^1].Managed, 0, memory[0].Managed + Slack);
        // The process behind is a new one after each death: they are compared at the same age.
        Assert.InRange(memory[8].Behind, 0, memory[5].Behind + Slack);
    }

    private static double GetSeconds()
    {
        var text = Environment.GetEnvironmentVariable(SecondsVariable);
        return double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : 3;
    }

    /// <summary>Bytes in use.</summary>
    /// <param name="Managed">On this process's managed heap, after a collection.</param>
    /// <param name="Process">Resident, of this process.</param>
    /// <param name="Behind">Resident, of the process behind the engine; 0 without one.</param>
    private readonly record struct MemorySample(long Managed, long Process, long Behind)
    {
        public static MemorySample Take(int? processId)
        {
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            var behind = 0L;
            if (processId is { } id)
            {
                using var process = System.Diagnostics.Process.GetProcessById(id);
                behind = process.WorkingSet64;
            }

            return new MemorySample(managed, Environment.WorkingSet, behind);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"managed {Managed / 1048576.0:F1} MiB, resident {Process / 1048576.0:F1} MiB, " +
            $"behind {Behind / 1048576.0:F1} MiB");
    }
}
