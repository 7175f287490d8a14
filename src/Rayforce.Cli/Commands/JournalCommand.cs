using System.CommandLine;
using Rayforce.Ipc;
using Rayforce.Server.Journals;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce journal</c>: what is in the log of a journal, ours or native's.</summary>
internal static class JournalCommand
{
    private const int MostCharacters = 500;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The log: db.log in the folder of --data." };
        var cut = new Option<bool>("--cut")
        {
            Description = "Cut a damaged log at the end of its last whole entry, and keep the rest beside it.",
        };
        var command = new Command(
            "journal", "List the entries of a journal's log, and say how much of it is whole.") { file, cut };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            var path = parse.GetRequiredValue(file);
            try
            {
                var tail = await ListAsync(path, streams.Output, cancellationToken);
                if (tail is null)
                    return ExitCode.Success;
                if (!parse.GetValue(cut))
                    return ExitCode.Failure;
                await streams.Output.WriteLineAsync($"The rest is in {JournalTail.CutOff(path, tail.Value)}.");
                return ExitCode.Success;
            }
            catch (Exception exception) when (
                exception is RayforceException or IOException or UnauthorizedAccessException)
            {
                await streams.Error.WriteLineAsync(exception.Message);
                return ExitCode.Trouble;
            }
        });
        return command;
    }

    /// <returns>Where the log is damaged; null where it is whole.</returns>
    private static async Task<long?> ListAsync(string path, TextWriter output, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var reader = new JournalReader(stream);
        await output.WriteLineAsync(
            reader.Generation is { } generation ? $"generation {generation}" : "no generation: a log before core 2.11.0");
        var (entries, unreadable) = (0L, 0L);
        await foreach (var entry in reader.ReadAsync(reader.Start, cancellationToken))
        {
            entries++;
            unreadable += entry.Request is null ? 1 : 0;
            await output.WriteLineAsync(
                $"{entry.Offset}\t{FrameHeader.Size + entry.Header.PayloadSize} bytes\t{Describe(entry)}");
        }

        await output.WriteLineAsync(
            $"{entries} entries, {reader.ValidBytes} bytes" + (unreadable > 0 ? $", {unreadable} of them unreadable" : ""));
        if (reader.Damage is not { } damage)
            return null;
        await output.WriteLineAsync(
            $"damaged at byte {reader.ValidBytes}: {damage} {stream.Length - reader.ValidBytes} bytes are left.");
        return reader.ValidBytes;
    }

    private static string Describe(JournalEntry entry)
    {
        var text = entry.Request switch
        {
            null => $"unreadable: {entry.Fault}",
            RayString source => source.Value,
            var request => request.ToRayfall(),
        };
        text = text.ReplaceLineEndings(" ");
        return (entry.IsRestricted ? "restricted\t" : "")
            + (text.Length > MostCharacters ? $"{text[..MostCharacters]}…" : text);
    }
}
