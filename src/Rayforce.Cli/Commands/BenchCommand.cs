using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using Rayforce.Cli.Sessions;
using Rayforce.Client;
using Spectre.Console;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce bench</c>: how many requests a server answers, and how long each takes.</summary>
internal static class BenchCommand
{
    private const double NanosecondsPerMicrosecond = 1000;
    private const int SignificantDigits = 3;

    private static readonly TimeSpan RefreshTime = TimeSpan.FromMilliseconds(200);
    private static readonly (string Name, double Percentile)[] Percentiles =
        [("half within", 50), ("90 % within", 90), ("99 % within", 99), ("99.9 % within", 99.9), ("all within", 100)];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var url = new Argument<string?>("URL")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = ServerOptions.UrlDescription,
        };
        var expression = new Option<string>("--expression", "-e")
        {
            HelpName = "RAYFALL",
            Description = "What the server evaluates.",
            DefaultValueFactory = static _ => "(+ 1 2)",
        };
        var seconds = new SecondsOption("--seconds", "How long it is asked.", TimeSpan.FromSeconds(5));
        var connections = new NumberOption("--connections", "NUMBER", "Over how many connections.", 1, 10_000, 1);
        var flight = new NumberOption(
            "--in-flight", "NUMBER", "How many requests are under way at once over each connection.", 1, 10_000, 1);
        var server = new ServerOptions();
        var command = new Command("bench", "Ask a server again and again, and say how fast it answers.")
        {
            url, expression, seconds, connections, flight,
        };
        server.AddTo(command);
        command.SetAction(server.Timeout, async (parse, cancellationToken) =>
        {
            var sessions = new List<ServerSession>();
            try
            {
                for (var i = 0; i < connections.Get(parse); i++)
                    sessions.Add(await server.ConnectAsync(parse, parse.GetValue(url), cancellationToken));
                var run = new Run(new RayString(parse.GetRequiredValue(expression)), seconds.Get(parse));
                var asking = Task.WhenAll(sessions.SelectMany(session => Enumerable.Range(0, flight.Get(parse))
                    .Select(_ => run.AskAsync(session.Connection, cancellationToken))));
                var console = TerminalOutput.For(parse.InvocationConfiguration.Output);
                if (console.Profile.Capabilities.Interactive)
                    await ShowAsync(console, run, asking);
                await asking;
                if (!console.Profile.Capabilities.Interactive)
                    console.Write(run.Report());
                return ExitCode.Success;
            }
            catch (RayforceQueryException exception)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(ErrorText.Of(exception));
                return ExitCode.Failure;
            }
            finally
            {
                foreach (var session in sessions)
                    await session.DisposeAsync();
            }
        });
        return command;
    }

    private static Task ShowAsync(IAnsiConsole console, Run run, Task asking) =>
        console.Live(run.Report()).StartAsync(async live =>
        {
            while (!asking.IsCompleted)
            {
                await Task.WhenAny(asking, Task.Delay(RefreshTime));
                live.UpdateTarget(run.Report());
            }
        });

    private sealed class Run(RayString request, TimeSpan time)
    {
        private readonly LongConcurrentHistogram _times =
            new(1, TimeSpan.TicksPerHour * TimeSpan.NanosecondsPerTick, SignificantDigits);

        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public async Task AskAsync(RayConnection connection, CancellationToken cancellationToken)
        {
            while (_watch.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                await connection.ExecuteAsync(request, cancellationToken);
                _times.RecordValue((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
            }
        }

        public Table Report()
        {
            var elapsed = _watch.Elapsed < time ? _watch.Elapsed : time;
            var table = new Table().AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
            table.AddRow("requests", Number(_times.TotalCount, "0"));
            table.AddRow("seconds", Number(elapsed.TotalSeconds, "0.0"));
            table.AddRow("requests a second", Number(_times.TotalCount / elapsed.TotalSeconds, "0"));
            foreach (var (name, percentile) in Percentiles)
            {
                var value = _times.TotalCount == 0 ? 0 : _times.GetValueAtPercentile(percentile);
                table.AddRow(name, $"{Number(value / NanosecondsPerMicrosecond, "0.0")} µs");
            }

            return table;
        }

        private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
