using System.CommandLine;
using System.Text;
using Rayforce.Cli.Formats;
using Rayforce.Client;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce export</c>: a table of a server into a file.</summary>
internal static class ExportCommand
{
    private const int RowsPerRequest = 100_000;
    private const string Unfinished = ".part";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "The server, as exec has it." };
        var table = new Argument<string>("TABLE") { Description = "The table's name." };
        var file = new Argument<string>("FILE")
        {
            Description = "The file, which is replaced when all rows are there. How it is written goes by its name: " +
                ".csv, .ndjson, or .arrow for Arrow's stream format.",
        };
        var server = new ServerOptions();
        var command = new Command(
            "export",
            "Write the rows of a server's table to a file. They are asked for in parts: what changes meanwhile may be in it.")
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
                var name = new RaySymbol(parse.GetRequiredValue(table));
                await new TransferProgress(parse.InvocationConfiguration.Output).RunAsync(
                    name.Name, tell => CopyAsync(session.Connection, name, path, unfinished, tell, cancellationToken));
                File.Move(unfinished, path, overwrite: true);
                return ExitCode.Success;
            }
            catch (Exception exception) when (exception is RayforceQueryException or InvalidCastException)
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
        RaySymbol table,
        string path,
        string unfinished,
        Action<long, long> tell,
        CancellationToken cancellationToken)
    {
        var count = await connection.ExecuteAsync<long>(new RayList(new RaySymbol("count"), table), cancellationToken);
        await using var stream = File.Create(unfinished);
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        using var writer = Create(path, stream, text);
        for (var start = 0L; start < count || start == 0; start += RowsPerRequest)
        {
            var rows = Math.Min(RowsPerRequest, count - start);
            var part = await connection.ExecuteAsync<RayTable>(
                new RayList(new RaySymbol("take"), table, new RayVector<long>(start, rows)), cancellationToken);
            writer.Write(part);
            tell(start + part.RowCount, count);
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
