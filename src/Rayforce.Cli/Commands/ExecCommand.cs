using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rayforce.Cli.Formats;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce exec</c>: expressions evaluated by a server.</summary>
internal static class ExecCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="input">What stands for standard input.</param>
    /// <param name="output">What stands for standard output.</param>
    public static Command Create(Stream input, Stream output)
    {
        var arguments = new Argument<string[]>("URL EXPRESSION")
        {
            Description =
                $"{ServerOptions.UrlDescription} Then Rayfall source, for example '(+ 1 2)', or - for standard input. " +
                "Several sources run in order, up to the first that fails.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var files = new Option<string[]>("--file", "-f")
        {
            HelpName = "FILE",
            Description = "A file of Rayfall source, evaluated before the expressions; may be given several times.",
        };
        var format = new Option<string>("--format")
        {
            HelpName = "FORMAT",
            Description = $"How results are written: {string.Join(", ", ResultFormats.Names)}.",
            DefaultValueFactory = static _ => ResultFormats.Table,
        }.AcceptOnlyFromAmong(ResultFormats.Names);
        var hex = new Option<bool>("--hex") { Description = "The same as --format hex." };
        var limit = new NumberOption(
            "--limit", "ROWS", "Write at most so many rows or elements of a result.", 0, int.MaxValue, standard: null);
        var timing = new Option<bool>("--timing") { Description = "Say on standard error how long each source took." };
        var server = new ServerOptions();
        var command = new Command("exec", "Have a server evaluate expressions, and print the results.")
        {
            arguments, files, format, hex, limit, timing,
        };
        server.AddTo(command);
        command.SetAction(server.Timeout, async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            var sources = ExecSources.Read(parse.GetValue(arguments) ?? [], parse);
            var paths = parse.GetValue(files) ?? [];
            if (sources.Expressions.Count == 0 && paths.Length == 0)
                throw new ArgumentException("There is nothing to evaluate: give an expression, --file FILE, or - for standard input.");
            await using var session = await server.ConnectAsync(parse, sources.Url, cancellationToken);
            var writer = ResultFormats.Create(
                parse.GetValue(hex) ? ResultFormats.Hex : parse.GetRequiredValue(format),
                session.WireVersion,
                session.ReplyType);
            await foreach (var source in sources.ReadAsync(paths, input, cancellationToken))
            {
                var watch = Stopwatch.StartNew();
                var (value, printed) = await session.EvaluateAsync(source, cancellationToken);
                var time = watch.Elapsed;
                // What is for people goes where they look; a program reads results only.
                await (writer.IsForPeople ? streams.Output : streams.Error).WriteAsync(printed);
                var error = value as RayError;
                var isSilent = writer.IsForPeople && (error is not null || (value is RayNull && printed.Length > 0));
                if (!isSilent && (error is null || writer is HexFormat))
                    writer.Write(FirstRows.Of(value, (int)(parse.GetValue(limit) ?? int.MaxValue)), output);
                if (parse.GetValue(timing))
                    await streams.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.000} ms"));
                if (error is null)
                    continue;
                await streams.Error.WriteLineAsync(new RayforceQueryException(error).Message);
                return ExitCode.Failure;
            }

            return ExitCode.Success;
        });
        return command;
    }
}
