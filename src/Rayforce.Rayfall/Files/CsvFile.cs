using System.Text;
using nietras.SeparatedValues;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>Tables as CSV: commas, quotes where they are needed, a row of names.</summary>
internal static class CsvFile
{
    private const int FlushAt = 1 << 16;

    /// <summary>Reads a table.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="symbols">Where names are numbered.</param>
    /// <param name="stream">The text.</param>
    /// <param name="names">The columns' names where the text has none; nothing: they are its first row.</param>
    /// <param name="types">The columns' types; nothing: as the fields look.</param>
    public static TableValue Read(Budget budget, Symbols symbols, Stream stream, int[]? names, ElementType[]? types)
    {
        // A byte is a character here and back again, so that a text keeps the bytes that it has, whatever they are.
        using var text = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        using var reader = Sep.New(Separator(stream))
            .Reader(options => options with { HasHeader = false, DisableColCountCheck = true, Unescape = true }).From(text);
        CsvColumn[]? columns = null;
        var line = 0;
        foreach (var row in reader)
        {
            if (line++ % 256 == 0)
                budget.Check();
            if (columns is null)
            {
                var count = row.ColCount;
                if (types is not null && types.Length != count)
                    throw Fault.Length($"csv read: schema has {types.Length} types but file has {count} columns");
                budget.Charge(count, 1024);
                columns = new CsvColumn[count];
                for (var i = 0; i < count; i++)
                    columns[i] = new CsvColumn(budget, types?[i]);
                if (names is null)
                {
                    names = new int[count];
                    for (var i = 0; i < count; i++)
                        names[i] = Convert(row[i].Span, symbols.Intern);
                    continue;
                }
            }

            for (var i = 0; i < columns.Length; i++)
            {
                var column = columns[i];
                Convert(i < row.ColCount ? row[i].Span : [], utf8 =>
                {
                    column.Add(utf8);
                    return 0;
                });
            }
        }

        return columns is null
            ? throw Fault.Io("csv read: the file is empty")
            : new TableValue(names!, Array.ConvertAll(columns, column => column.ToColumn(symbols)));
    }

    /// <summary>A tab where the first row has one and no comma.</summary>
    private static char Separator(Stream stream)
    {
        Span<byte> start = stackalloc byte[4096];
        var row = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (row.IndexOf((byte)'\n') is >= 0 and var end)
            row = row[..end];
        return row.Contains((byte)'\t') && !row.Contains((byte)',') ? '\t' : ',';
    }

    /// <summary>Writes a table.</summary>
    public static void Write(Budget budget, Symbols symbols, TableValue table, Stream stream)
    {
        var text = new CsvText(budget, symbols);
        var columns = table.Columns;
        for (var i = 0; i < columns.Length; i++)
            text.AddName(table.Names[i], isFirst: i == 0);
        text.EndRow();
        for (var row = 0; row < table.RowCount; row++)
        {
            for (var i = 0; i < columns.Length; i++)
                text.Add(columns[i][row], isFirst: i == 0);
            text.EndRow();
            if (text.Length < FlushAt)
                continue;
            budget.Check();
            text.MoveTo(stream);
        }

        text.MoveTo(stream);
    }

    private static T Convert<T>(ReadOnlySpan<char> characters, Func<ReadOnlySpan<byte>, T> take)
    {
        Span<byte> few = stackalloc byte[256];
        var bytes = characters.Length <= few.Length ? few : new byte[characters.Length];
        return take(bytes[..Encoding.Latin1.GetBytes(characters, bytes)]);
    }
}
