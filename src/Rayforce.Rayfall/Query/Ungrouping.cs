namespace Rayforce.Rayfall;

/// <summary>Tables whose cells hold vectors, spread out into a row for each element.</summary>
internal static class Ungrouping
{
    public static RayObject Ungroup(Evaluation evaluation, RayObject value)
    {
        if (value is not RayTable table)
            throw Fault.Type($"ungroup: expected a table, got {TypeNames.Of(value)}");
        var lengths = new int[table.RowCount];
        Array.Fill(lengths, 1);
        foreach (var column in table.Columns.Span)
        {
            for (var row = 0; column is RayList cells && row < cells.Count; row++)
                lengths[row] = Math.Max(Vectors.Count(cells[row]), 1);
        }

        var rows = new List<int>();
        for (var row = 0; row < lengths.Length; row++)
        {
            evaluation.Budget.Charge(lengths[row], RayType.I32);
            rows.AddRange(Enumerable.Repeat(row, lengths[row]));
        }

        var columns = new RayObject[table.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = table.Columns[i] is RayList cells
                ? Vectors.Collapse([.. cells.Span.ToArray().SelectMany(Joining.Items)])
                : Collections.Pick(evaluation, table.Columns[i], rows.ToArray());
        }

        return new RayTable(table.Names, new RayList(columns));
    }
}
