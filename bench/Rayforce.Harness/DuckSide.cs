using System.Globalization;
using DuckDB.NET.Data;

namespace Rayforce.Harness;

/// <summary>
/// DuckDB in this process, asked in SQL; each answer is made into a table of its own, so that it is all there as the
/// reply of the engine is.
/// </summary>
internal sealed class DuckSide : ISide, IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckSide(int threads)
    {
        _connection.Open();
        if (threads > 0)
            Execute(string.Create(CultureInfo.InvariantCulture, $"set threads = {threads}"));
    }

    public string? Load(RayObject request)
    {
        var parts = ((RayList)request).ToArray();
        var (name, table) = (((RaySymbol)parts[1]).Name, (RayTable)parts[2]);
        var columns = new List<(string Name, Column Column)>();
        for (var i = 0; i < table.ColumnCount; i++)
            columns.Add((table.Names[i], Column.Of(table[i])));
        Execute($"create table {name} ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Column.Type}"))})");
        using var appender = _connection.CreateAppender(name);
        for (var row = 0; row < table.RowCount; row++)
        {
            var line = appender.CreateRow();
            foreach (var (_, column) in columns)
                column.Append(line, row);
            line.EndRow();
        }

        return null;
    }

    public string? Prepare(string source) => Try(source);

    public string? Ask(string source) => Try("create or replace temp table reply as " + source);

    public string? HashOfReply() => null;

    public void Dispose() => _connection.Dispose();

    private string? Try(string statement)
    {
        try
        {
            Execute(statement);
            return null;
        }
        catch (DuckDBException e)
        {
            return e.Message.ReplaceLineEndings(" ");
        }
    }

    // What is executed are the questions of the scripts beside.
#pragma warning disable CA2100
    private void Execute(string statement)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100

    private sealed record Column(string Type, Action<IDuckDBAppenderRow, int> Append)
    {
        public static Column Of(RayObject column) => column switch
        {
            RayVector<short> v => new("SMALLINT", (row, i) => row.AppendValue(v.Span[i])),
            RayVector<RayDate> v => new("DATE", (row, i) => row.AppendValue(DateOnly.FromDateTime(v.Span[i].ToDateTime()))),
            RayVector<int> v => new("INTEGER", (row, i) => row.AppendValue(v.Span[i])),
            RayVector<RayTimestamp> v => new("TIMESTAMP", (row, i) => row.AppendValue(v.Span[i].ToDateTime())),
            RayVector<long> v => new("BIGINT", (row, i) => row.AppendValue(v.Span[i])),
            RaySymbolVector v => Texts(v.ToArray()),
            _ => throw new NotSupportedException($"A column of {column.GetType().Name} is not taken over."),
        };

        private static Column Texts(string?[] texts) => new("VARCHAR", (row, i) => row.AppendValue(texts[i]));
    }
}
