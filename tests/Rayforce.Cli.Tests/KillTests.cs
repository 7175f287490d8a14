using System.Globalization;
using Rayforce.TestSupport;
using Rayforce.WebSocket;
using Xunit.Abstractions;

namespace Rayforce.Cli.Tests;

/// <summary>
/// The server is killed at random while clients write, again and again over the same data: what was answered is there,
/// what was not is there as a whole or not at all. <c>RAYFORCE_KILLS</c> says how often; a few times otherwise.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const string KillsVariable = "RAYFORCE_KILLS";
    private const int Writers = 4;
    private const string Served = "Rayforce WebSocket served on ";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("rayforce-kill-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("always")]
    [InlineData("interval")]
    [InlineData("never")]
    public async Task No_change_that_was_answered_is_lost_and_none_is_there_by_half(string sync)
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable(KillsVariable), CultureInfo.InvariantCulture, out var many)
            ? many
            : 8;
        var random = new Random(1);
        var writers = Enumerable.Range(0, Writers).Select(number => new KilledWriter(number)).ToArray();
        // Snapshots often enough that some of the kills come into one.
        string[] serve = ["serve", "--port", "0", "--data", _data.FullName, "--sync", sync, "--snapshot-above", "20000"];
        for (var kill = 0; kill <= kills; kill++)
        {
            await using var server = new RunningProgram("rayforce.dll", serve);
            var url = await server.ReadAsync(Served);
            await using (var connection = await RayforceClient.ConnectAsync(url))
            {
                if (kill > 0)
                {
                    foreach (var writer in writers)
                        await writer.CheckAsync(connection);
                }

                foreach (var writer in writers)
                    await writer.BeginAsync(connection);
            }

            if (kill == kills)
                break;
            var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(url)));
            await Task.Delay(random.Next(400));
            await server.KillAsync();
            await writing;
        }

        output.WriteLine(
            $"--sync {sync}: {kills} kills, {writers.Sum(writer => writer.Answered)} changes answered and all there, " +
            $"{writers.Sum(writer => writer.Survivors)} of those not answered there as a whole.");
        Assert.True(writers.Sum(writer => writer.Answered) > kills);
    }
}
