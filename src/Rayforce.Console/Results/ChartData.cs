namespace Rayforce.Console.Results;

/// <summary>What a chart of rows is made of.</summary>
/// <param name="Names">The name of the axis, and those of the series.</param>
/// <param name="Kind">The axis: <c>time</c>, <c>number</c> or <c>category</c>.</param>
/// <param name="Numbers">The values of the axis, ascending, and then those of each series.</param>
/// <param name="Categories">The names of the axis' values, where they are categories.</param>
internal sealed record ChartData(string[] Names, string Kind, double[] Numbers, string[] Categories)
{
    /// <summary>More series, or categories, nobody tells apart.</summary>
    public const int MaxSeries = 8;

    /// <summary>More categories nobody can read.</summary>
    public const int MaxCategories = 500;

    /// <summary>The axis that counts rows.</summary>
    public const string RowNumber = "";

    /// <summary>The columns that can be drawn.</summary>
    public static IEnumerable<string> SeriesOf(ResultRows rows) =>
        rows.Names.Where((_, i) => rows.IsNumeric[i]).Distinct();

    /// <summary>
    /// The axis for rows where none is chosen: their first day or moment, or else their first text where the rows are few,
    /// or else their number.
    /// </summary>
    public static string AxisOf(ResultRows rows)
    {
        var columns = rows.Tables.First().Columns;
        var time = columns.ToList().FindIndex(ChartColumn.IsTime);
        if (time >= 0)
            return rows.Names[time];
        var text = columns.ToList().FindIndex(static column => column is RayTextVector);
        return text >= 0 && rows.Count <= MaxCategories ? rows.Names[text] : RowNumber;
    }

    /// <summary>Makes it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="axis">The column of the axis, or <see cref="RowNumber"/>.</param>
    /// <param name="series">The columns to draw.</param>
    /// <returns>Null where there is nothing to draw.</returns>
    public static ChartData? Of(ResultRows rows, string axis, IReadOnlyList<string> series)
    {
        var drawn = series.Where(name => SeriesOf(rows).Contains(name)).Take(MaxSeries).ToArray();
        var place = Array.IndexOf(rows.Names, axis);
        if (drawn.Length == 0 || rows.Count == 0)
            return null;
        if (place < 0)
            return Draw("row", "number", Rows(rows.Count), []);
        var first = rows.Tables.First()[place];
        if (ChartColumn.NumbersOf(first) is not null)
            return Draw(axis, ChartColumn.IsTime(first) ? "time" : "number", ColumnOf(rows, place), []);
        return rows.Count > MaxCategories ? null : Draw(
            axis,
            "category",
            Rows(rows.Count),
            [.. Enumerable.Range(0, rows.Count).Select(row => rows.GetCell(row, place) ?? "null")]);

        ChartData Draw(string name, string kind, double[] values, string[] categories)
        {
            var order = OrderOf(values);
            var numbers = new double[order.Length * (drawn.Length + 1)];
            Fill(numbers, 0, values, order);
            for (var i = 0; i < drawn.Length; i++)
                Fill(numbers, i + 1, ColumnOf(rows, Array.IndexOf(rows.Names, drawn[i])), order);
            return new ChartData([name, .. drawn], kind, numbers, categories);
        }
    }

    private static double[] Rows(int count) => [.. Enumerable.Range(0, count).Select(static row => (double)row)];

    private static double[] ColumnOf(ResultRows rows, int column)
    {
        var numbers = new double[rows.Count];
        var at = 0;
        foreach (var table in rows.Tables)
        {
            var of = ChartColumn.NumbersOf(table[column]) ?? (static _ => double.NaN);
            for (var row = 0; row < table.RowCount; row++)
                numbers[at++] = of(row);
        }

        return numbers;
    }

    /// <summary>The rows whose place on the axis is known, from the left to the right.</summary>
    private static int[] OrderOf(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row])).ToArray();
        Array.Sort(order, (left, right) =>
            values[left].CompareTo(values[right]) is not 0 and var difference ? difference : left.CompareTo(right));
        return order;
    }

    private static void Fill(double[] numbers, int part, double[] values, int[] order)
    {
        for (var i = 0; i < order.Length; i++)
            numbers[(part * order.Length) + i] = values[order[i]];
    }
}
