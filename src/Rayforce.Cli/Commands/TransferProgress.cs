using System.Diagnostics;
using Spectre.Console;

namespace Rayforce.Cli.Commands;

/// <summary>Tells how a transfer of rows goes on: a bar at a terminal, and how many there were at the end.</summary>
/// <param name="output">Where to.</param>
internal sealed class TransferProgress(TextWriter output)
{
    /// <summary>Has rows moved.</summary>
    /// <param name="what">What happens, for the bar.</param>
    /// <param name="move">
    /// Moves them; it is given what to tell the rows that are done, and those that there are in all.
    /// </param>
    /// <returns>How many rows there were.</returns>
    public async Task RunAsync(string what, Func<Action<long, long>, Task> move)
    {
        var console = TerminalOutput.For(output);
        var watch = Stopwatch.StartNew();
        var rows = 0L;
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask(what.EscapeMarkup());
                    await move((done, all) =>
                    {
                        (rows, bar.MaxValue, bar.Value) = (done, Math.Max(1, all), done);
                        bar.Description = FormattableString.Invariant(
                            $"{what.EscapeMarkup()}, {done / watch.Elapsed.TotalSeconds:0} rows/s");
                    });
                    bar.Value = bar.MaxValue;
                });
        }
        else
        {
            await move((done, _) => rows = done);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{rows} rows in {seconds:0.00} s, {rows / seconds:0} rows/s"));
    }
}
