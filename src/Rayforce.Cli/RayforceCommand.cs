using System.CommandLine;
using System.CommandLine.Parsing;
using Rayforce.Cli.Commands;

namespace Rayforce.Cli;

/// <summary>The <c>rayforce</c> command, its streams as parameters so that a test can run it inside itself.</summary>
internal static class RayforceCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="input">What stands for standard input.</param>
    /// <param name="output">What stands for standard output; text is written to it as UTF-8.</param>
    /// <param name="error">What stands for standard error.</param>
    /// <param name="cancellationToken">Ends the command as Ctrl-C does.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> InvokeAsync(
        string[] args, Stream input, Stream output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var root = Create(input, output);
        var result = root.Parse(args);
        // A shell that asks for completions has a line that is not whole.
        if (result.Errors.Count > 0 && !result.Tokens.Any(static token => token.Type == TokenType.Directive))
        {
            // One line that says what is wrong; the help is where it can be asked for.
            await error.WriteLineAsync(result.Errors[0].Message.ReplaceLineEndings(" "));
            return ExitCode.Trouble;
        }

        // Nothing is held back: formats write to the stream beside it.
        await using var text = new StreamWriter(output, leaveOpen: true) { AutoFlush = true };
        var configuration = new InvocationConfiguration
        {
            Output = text,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // A signal ends the process at once; only serve has something to end in good order, and sees to it itself.
            ProcessTerminationTimeout = null,
        };
        return await result.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>The command with all that it has below it.</summary>
    /// <param name="input">What stands for standard input.</param>
    /// <param name="output">What stands for standard output.</param>
    public static RootCommand Create(Stream input, Stream output)
    {
        var root = new RootCommand(
            "Rayforce for .NET: a server, a client and the frames between them. Alone, at a terminal, it is a prompt with " +
            "the embedded engine.")
        {
            ReplCommand.Create(input),
            ExecCommand.Create(input, output),
            ImportCommand.Create(),
            ExportCommand.Create(),
            PingCommand.Create(),
            BenchCommand.Create(),
            DemoCommand.Create(),
            ServeCommand.Create(),
            FrameCommand.Create(input),
            JournalCommand.Create(),
            NativeCommand.Create(),
            CompletionCommand.Create(),
        };
        root.SetAction(async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            if (ReplCommand.IsAtTerminal)
                return await ReplCommand.RunEmbeddedAsync(input, streams, cancellationToken);
            await streams.Error.WriteLineAsync("There is no command: rayforce --help lists them.");
            return ExitCode.Trouble;
        });
        return root;
    }
}
