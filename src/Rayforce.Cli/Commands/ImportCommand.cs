using System.CommandLine;
using Rayforce.Client;
using static Rayforce.Queries.Query;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce import</c>: a file into a table of a server.</summary>
internal static class ImportCommand
{
    private const int RowsPerRequest = 50_000;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "CSV with a header; or Arrow's file or stream format, where its name ends in .arrow or .feather.",
        };
        var url = new Argument<string>("URL") { Description = "The server, as exec has it." };
        var table = new Argument<string>("TABLE")
        {
            Description = "The table that gets the rows. One that is not there is made.",
        };
        var replace = new Option<bool>("--replace") { Description = "Make the table anew, whatever it holds." };
        var server = new ServerOptions();
        var command = new Command(
            "import",
            "Send the rows of a file to a table of a server, in parts: one that fails leaves the table with those before.")
        {
            file, url, table, replace,
        };
        server.AddTo(command);
        command.SetAction(server.Timeout, async (parse, cancellationToken) =>
        {
            try
            {
                var name = parse.GetRequiredValue(table);
                await using var session = await server.ConnectAsync(parse, parse.GetRequiredValue(url), cancellationToken);
                var isThere = !parse.GetValue(replace) && await IsThereAsync(session.Connection, name, cancellationToken);
                await new TransferProgress(parse.InvocationConfiguration.Output).RunAsync(name, async tell =>
                {
                    var (done, known) = (0L, 0L);
                    foreach (var rows in ImportFile.Read(parse.GetRequiredValue(file), cancellationToken))
                    {
                        known += rows.RowCount;
                        for (var start = 0; start < rows.RowCount || (start == 0 && !isThere); start += RowsPerRequest)
                        {
                            var part = rows.Slice(start, Math.Min(RowsPerRequest, rows.RowCount - start));
                            await (isThere
                                ? session.Connection.ExecuteAsync(Table(name).Insert(part), cancellationToken)
                                : session.Connection.ExecuteAsync(Table(part).Select("*").SaveAs(name), cancellationToken));
                            isThere = true;
                            done += part.RowCount;
                            tell(done, known);
                        }
                    }
                });
                return ExitCode.Success;
            }
            catch (RayforceQueryException exception)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(ErrorText.Of(exception));
                return ExitCode.Failure;
            }
        });
        return command;
    }

    private static async Task<bool> IsThereAsync(
        RayConnection connection, string name, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(new RayList(new RaySymbol("count"), new RaySymbol(name)), cancellationToken);
            return true;
        }
        catch (RayforceQueryException exception) when (exception.Code == RayErrorCode.Name)
        {
            return false;
        }
    }
}
