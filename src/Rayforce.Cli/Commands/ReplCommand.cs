using System.CommandLine;
using System.Text;
using Rayforce.Cli.Formats;
using Rayforce.Cli.Prompt;
using Rayforce.Cli.Sessions;
using Rayforce.Rayfall;
using Spectre.Console;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce repl</c>: somebody at a prompt, and a server or the embedded engine.</summary>
internal static class ReplCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="input">What stands for standard input.</param>
    public static Command Create(Stream input)
    {
        var url = new Argument<string?>("URL")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"{ServerOptions.UrlDescription} Without one, the embedded engine.",
        };
        var files = new Option<string>("--files")
        {
            HelpName = "DIR",
            Description = "The folder that the embedded engine may read and write. Without it, it touches no file.",
        };
        var server = new ServerOptions();
        var command = new Command(
            "repl",
            "Read Rayfall at a prompt, evaluate it and show the results. Where standard input is no terminal, it is " +
            "read to its end without a prompt.")
        {
            url, files,
        };
        server.AddTo(command);
        command.SetAction(timeout: null, async (parse, cancellationToken) =>
        {
            var folder = parse.GetValue(files);
            if (folder is not null && !Directory.Exists(folder))
                throw new ArgumentException($"--files: there is no folder '{folder}'.");
            var address = parse.GetValue(url) ?? ServerOptions.FindUrl();
            if (folder is not null && address is not null)
                throw new ArgumentException("--files goes with the embedded engine: a server has its own.");
            await using ISession session = address is not null
                ? await ConnectAsync(server, parse, address, cancellationToken)
                : new EmbeddedSession(new RayfallInterpreter(new RayfallOptions { Files = folder }));
            return await RunAsync(session, input, parse.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    /// <summary>Whether somebody sits at a terminal.</summary>
    public static bool IsAtTerminal => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>Runs a prompt with the embedded engine, for who types the command's name alone.</summary>
    public static Task<int> RunEmbeddedAsync(
        Stream input, InvocationConfiguration streams, CancellationToken cancellationToken) =>
        RunAsync(new EmbeddedSession(new RayfallInterpreter()), input, streams, cancellationToken);

    private static async Task<ServerSession> ConnectAsync(
        ServerOptions server, ParseResult parse, string url, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(server.Timeout.Find(parse), cancellationToken);
        try
        {
            return await server.ConnectAsync(parse, url, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsUp)
        {
            throw new IOException(limit.Message);
        }
    }

    private static async Task<int> RunAsync(
        ISession session, Stream input, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        if (!IsAtTerminal)
            return await ReadAsync(session, input, streams, cancellationToken);
        var prompt = new RayfallPrompt(AnsiConsole.Console, session, new History(History.DefaultPath));
        var before = Console.TreatControlCAsInput;
        try
        {
            await prompt.RunAsync(static isKey => Console.TreatControlCAsInput = isKey, cancellationToken);
            return ExitCode.Success;
        }
        finally
        {
            Console.TreatControlCAsInput = before;
        }
    }

    /// <summary>Evaluates input that nobody types: a source goes on while brackets are open.</summary>
    private static async Task<int> ReadAsync(
        ISession session, Stream input, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var format = new TableFormat();
        var exitCode = ExitCode.Success;
        using var lines = new StreamReader(input, Encoding.UTF8, leaveOpen: true);
        var source = new StringBuilder();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            source.Append(line).Append('\n');
            if (!RayfallTokens.IsOpen(source.ToString()))
                await EvaluateAsync();
        }

        await EvaluateAsync();
        return exitCode;

        async Task EvaluateAsync()
        {
            var text = source.ToString();
            source.Clear();
            if (RayfallTokens.Read(text).TrueForAll(
                    static token => token.Kind is RayfallTokenKind.Space or RayfallTokenKind.Comment))
            {
                return;
            }

            var (value, printed) = await session.EvaluateAsync(text, cancellationToken);
            await streams.Output.WriteAsync(printed);
            if (value is RayError error)
            {
                exitCode = ExitCode.Failure;
                await streams.Error.WriteLineAsync(new RayforceQueryException(error).Message);
            }
            else if (value is not RayNull)
            {
                await streams.Output.WriteAsync(format.ToText(value));
            }
        }
    }
}
