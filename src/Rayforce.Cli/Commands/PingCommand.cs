using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce ping</c>: whether a server answers, and how fast.</summary>
internal static class PingCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var url = new Argument<string?>("URL")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = ServerOptions.UrlDescription,
        };
        var count = new NumberOption("--count", "TIMES", "How often the server is asked.", 1, 1_000_000, 4);
        var server = new ServerOptions();
        var command = new Command("ping", "Say whether a server answers, and how fast.") { url, count };
        server.AddTo(command);
        command.SetAction(server.Timeout, async (parse, cancellationToken) =>
        {
            var output = parse.InvocationConfiguration.Output;
            var watch = Stopwatch.StartNew();
            await using var session = await server.ConnectAsync(parse, parse.GetValue(url), cancellationToken);
            await SayAsync($"{session.Name}: connected in {Milliseconds(watch)} ms, wire version {(int)session.WireVersion}");
            for (var i = 0; i < count.Get(parse); i++)
            {
                watch.Restart();
                // Any answer is one; what nobody may evaluate is answered with an error.
                await session.EvaluateAsync("1", cancellationToken);
                await SayAsync($"reply in {Milliseconds(watch)} ms");
            }

            return ExitCode.Success;

            Task SayAsync(FormattableString line) => output.WriteLineAsync(FormattableString.Invariant(line));
        });
        return command;
    }

    private static string Milliseconds(Stopwatch watch) =>
        watch.Elapsed.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture);
}
