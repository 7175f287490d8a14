using System.CommandLine;
using System.Text;
using Rayforce.Cli.Formats;
using Rayforce.Client;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce export</c>: a table of a server into a file.</summary>
internal static class ExportCommand
{
    private const string Unfinished = ".part";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "The server, as exec has it." };
        var table = new Argument<string>("TABLE") { Description = "The table's name, or an expression that gives a table." };
        var file = new Argument<string>("FILE")
        {
            Description = "The file, which is replaced when all rows are there. How it is written goes by its name: " +
                ".csv, .ndjson, or .arrow for Arrow's stream format.",
        };
        var server = new ServerOptions();
        var command = new Command(
            "export",
            "Write the rows of a server's table to a file, as they were when they were asked for.")
        {
            url, table, file,
        };
        server.AddTo(command);
        command.SetAction(server.Timeout, async (parse, cancellationToken) =>
        {
            var path = parse.GetRequiredValue(file);
            var unfinished = path + Unfinished;
            CheckName(path);
            try
            {
                await using var session = await server.ConnectAsync(parse, parse.GetRequiredValue(url), cancellationToken);
                var source = parse.GetRequiredValue(table);
                await new TransferProgress(parse.InvocationConfiguration.Output).RunAsync(
                    source, tell => CopyAsync(session.Connection, source, path, unfinished, tell, cancellationToken));
                File.Move(unfinished, path, overwrite: true);
                return ExitCode.Success;
            }
            catch (RayforceQueryException exception)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(ErrorText.Of(exception));
                return ExitCode.Failure;
            }
            finally
            {
                File.Delete(unfinished);
            }
        });
        return command;
    }

    private static async Task CopyAsync(
        RayConnection connection,
        string source,
        string path,
        string unfinished,
        Action<long, long> tell,
        CancellationToken cancellationToken)
    {
        // How many there will be is worth a question only where nothing has to be computed for it.
        var count = RayfallSource.IsPlain(source)
            ? await connection.ExecuteAsync<long>($"(count {source})", cancellationToken)
            : 0;
        await using var stream = File.Create(unfinished);
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        using var writer = Create(path, stream, text);
        var done = 0L;
        await foreach (var rows in connection.ExecuteBatchesAsync(source, cancellationToken: cancellationToken))
        {
            writer.Write(rows);
            done += rows.RowCount;
            tell(done, Math.Max(done, count));
        }
    }

    private static ITableWriter Create(string path, Stream stream, TextWriter text) => Extension(path) switch
    {
        ".CSV" => new CsvTableWriter(text),
        ".NDJSON" => new NdjsonTableWriter(stream),
        _ => new ArrowTableWriter(stream),
    };

    private static void CheckName(string path)
    {
        if (Extension(path) is not (".CSV" or ".NDJSON" or ".ARROW"))
            throw new ArgumentException($"'{path}' names no format: it has to end in .csv, .ndjson or .arrow.");
    }

    private static string Extension(string path) => Path.GetExtension(path).ToUpperInvariant();
}
