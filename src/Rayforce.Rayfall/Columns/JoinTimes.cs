namespace Rayforce.Rayfall;

/// <summary>Time columns as whole numbers of the same order; the null is the least.</summary>
internal static class JoinTimes
{
    public static long[] Read(Evaluation evaluation, RayObject column, string verb)
    {
        if (column is not RayVector vector || !(Atoms.IsNumeric(column.Type) || Atoms.IsTemporal(column.Type)))
            throw Fault.Type($"{verb}: times must be numbers or temporals, got {TypeNames.Of(column)}");
        evaluation.Budget.Charge(vector.Count, RayType.I64);
        var times = new long[vector.Count];
        if (!Atoms.IsDecimal(vector.Type))
        {
            Columns.Fill(evaluation, vector, times);
            return times;
        }

        var filled = 0;
        Columns.EachDouble(evaluation, vector, block =>
        {
            foreach (var time in block)
                times[filled++] = ColumnComparison.ToOrdered(time);
        });
        return times;
    }

    /// <summary>The rows whose time is no null, in the order of their times.</summary>
    public static int[] Order(Evaluation evaluation, long[] times)
    {
        var rows = Ordering.Rows(evaluation, RayVector<long>.Wrap(times), descending: false);
        return rows[times.AsSpan().Count(long.MinValue)..];
    }

    /// <summary>The first of the rows between two places whose time is later than a moment, or not earlier.</summary>
    public static int Find(long[] times, int[] rows, (int Start, int End) range, long moment, bool later)
    {
        var (low, high) = range;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var time = times[rows[middle]];
            if (time > moment || (!later && time == moment))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
