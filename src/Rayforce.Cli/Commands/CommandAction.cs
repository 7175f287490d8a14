using System.CommandLine;

namespace Rayforce.Cli.Commands;

/// <summary>What commands that ask a server have in common: a limit of time, and trouble in one line.</summary>
internal static class CommandAction
{
    /// <summary>Has a command do something.</summary>
    /// <param name="command">The command.</param>
    /// <param name="timeout">How long it may take as a whole; null for as long as it takes.</param>
    /// <param name="action">What it does.</param>
    public static void SetAction(
        this Command command, SecondsOption? timeout, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var limit = new TimeLimit(timeout?.Find(parse), cancellationToken);
            try
            {
                return await action(parse, limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsUp)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(limit.Message);
                return ExitCode.Trouble;
            }
            catch (Exception exception) when (ErrorText.IsTrouble(exception))
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(ErrorText.Of(exception));
                return ExitCode.Trouble;
            }
        });
}
