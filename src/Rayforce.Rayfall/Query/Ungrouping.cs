namespace Rayforce.Rayfall;

/// <summary>Tables whose cells hold vectors, spread out into a row for each element.</summary>
internal static class Ungrouping
{
    public static RayObject Ungroup(Evaluation evaluation, RayObject value)
    {
        if (value is not RayTable table)
            throw Fault.Type($"ungroup: expected a table, got {TypeNames.Of(value)}");
        var lengths = Lengths(table);
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
                ? Vectors.Collapse([.. cells.Span.ToArray().SelectMany(Concatenation.Items)])
                : Collections.Pick(evaluation, table.Columns[i], rows.ToArray());
        }

        return new RayTable(table.Names, RayList.Wrap(columns));
    }

    /// <summary>How many rows each row becomes; the nested columns have to agree on it.</summary>
    private static int[] Lengths(RayTable table)
    {
        var nested = table.Columns.OfType<RayList>().ToArray();
        var lengths = new int[table.RowCount];
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = nested.Length == 0 ? 1 : Vectors.Count(nested[0][row]);
            foreach (var column in nested)
            {
                if (Vectors.Count(column[row]) is var count && count != lengths[row])
                {
                    throw Fault.Length(
                        $"ungroup: nested columns disagree on row length, got {lengths[row]} and {count}");
                }
            }
        }

        return lengths;
    }
}
