using System.Globalization;
using Rayforce.Console.Browser;
using Rayforce.Display;

namespace Rayforce.Console.Results;

/// <summary>Rows as a file of CSV.</summary>
internal static class CsvDownload
{
    /// <summary>Rows that become text at once; in between the page answers.</summary>
    private const int PartRows = 20_000;

    /// <summary>Downloads all rows.</summary>
    public static async Task StartAsync(ResultRows rows, string name)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new CsvTableWriter(text))
        {
            foreach (var table in rows.Tables)
            {
                for (var start = 0; start < Math.Max(1, table.RowCount); start += PartRows)
                {
                    writer.Write(table.Slice(start, Math.Min(PartRows, table.RowCount - start)));
                    AddPart(text);
                    await Task.Yield();
                }
            }
        }

        AddPart(text);
        Page.Download(name, "text/csv");
    }

    private static void AddPart(StringWriter text)
    {
        Page.AddPart(text.ToString());
        text.GetStringBuilder().Clear();
    }
}
