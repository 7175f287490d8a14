namespace Rayforce.Rayfall;

/// <summary>Sorting. It is stable, and the null comes first going up.</summary>
internal static class Ordering
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Unary("asc", (evaluation, value) => Sort(evaluation, value, "asc", descending: false));
        table.Unary("desc", (evaluation, value) => Sort(evaluation, value, "desc", descending: true));
        table.Unary("iasc", (evaluation, value) =>
            ToVector(Rows(evaluation, RequireVector(value, "iasc"), descending: false)));
        table.Unary("idesc", (evaluation, value) =>
            ToVector(Rows(evaluation, RequireVector(value, "idesc"), descending: true)));
        table.Unary("rank", Rank);
        table.Binary("top", (evaluation, value, count) => Ends(evaluation, value, count, "top", descending: true));
        table.Binary("bot", (evaluation, value, count) => Ends(evaluation, value, count, "bot", descending: false));
        table.Binary("xasc", (evaluation, value, keys) =>
            SortTable(evaluation, value, keys, "xasc", descending: false));
        table.Binary("xdesc", (evaluation, value, keys) =>
            SortTable(evaluation, value, keys, "xdesc", descending: true));
    }

    /// <summary>The rows of a column in order.</summary>
    public static int[] Rows(Evaluation evaluation, RayVector column, bool descending)
    {
        var rows = Vectors.Indices(0, column.Count);
        Arrange(evaluation, rows, column, descending);
        return rows;
    }

    /// <summary>Puts the rows of several columns in order: the first column counts most.</summary>
    public static int[] Rows(Evaluation evaluation, ReadOnlySpan<RayVector> columns, bool descending)
    {
        var rows = Vectors.Indices(0, columns[0].Count);
        for (var i = columns.Length - 1; i >= 0; i--)
            Arrange(evaluation, rows, columns[i], descending);
        return rows;
    }

    /// <summary>Sorts rows by a column; equal ones stay as they are.</summary>
    private static void Arrange(Evaluation evaluation, int[] rows, RayVector column, bool descending)
    {
        evaluation.Budget.Charge(rows.Length, RayType.Guid);
        var sign = descending ? -1 : 1;
        if (column is RayTextVector texts)
        {
            RowSort.Sort(evaluation, rows, (a, b) => sign * texts.GetUtf8(a).SequenceCompareTo(texts.GetUtf8(b)));
        }
        else if (column is RayVector<RayGuid> guids)
        {
            RowSort.Sort(evaluation, rows, (a, b) => sign * Comparison.CompareGuids(guids[a], guids[b]));
        }
        else if (Atoms.IsDecimal(column.Type))
        {
            var keys = new double[column.Count];
            Columns.Fill(evaluation, column, keys);
            RowSort.Sort(evaluation, rows, (a, b) => sign * keys[a].CompareTo(keys[b]));
        }
        else
        {
            var keys = new long[column.Count];
            Columns.Fill(evaluation, column, keys);
            RowSort.Sort(evaluation, rows, (a, b) => sign * keys[a].CompareTo(keys[b]));
        }
    }

    private static RayObject Sort(Evaluation evaluation, RayObject value, string name, bool descending)
    {
        if (value is RayAtom or RaySymbol or RayString)
            return value;
        return value is RayVector vector
            ? Collections.Pick(evaluation, vector, Rows(evaluation, vector, descending))
            : throw Fault.Type($"{name} expects a vector");
    }

    /// <summary>The greatest elements, or the least, in order.</summary>
    private static RayObject Ends(Evaluation evaluation, RayObject value, RayObject count, string name, bool descending)
    {
        if (value is not RayVector vector)
            throw Fault.Type("top/bot expects a vector");
        if (count is not RayAtom || !Atoms.IsInteger(count.Type))
            throw Fault.Type($"{name}: n must be integer, got {TypeNames.Of(count)}");
        var taken = (int)Math.Clamp(Atoms.ToInt64(count), 0, vector.Count);
        return Collections.Pick(evaluation, vector, Rows(evaluation, vector, descending).AsSpan(0, taken));
    }

    private static RayVector<long> Rank(Evaluation evaluation, RayObject value)
    {
        var rows = Rows(evaluation, RequireVector(value, "rank"), descending: false);
        var ranks = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            ranks[rows[i]] = i;
        return RayVector<long>.Wrap(ranks);
    }

    private static RayObject SortTable(
        Evaluation evaluation, RayObject value, RayObject keys, string name, bool descending)
    {
        if (value is not RayTable table)
            throw Fault.Type("xasc/xdesc expects a table as first argument");
        var names = Concatenation.Items(keys);
        var columns = new RayVector[names.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (names[i] is not RaySymbol key)
                throw Fault.Type($"{name}: keys must be symbols, got {TypeNames.Of(keys)}");
            columns[i] = table.Find(key.Utf8) as RayVector
                ?? throw Fault.Domain("xasc/xdesc: key column not found in table");
        }

        return columns.Length == 0 ? table : Collections.Pick(evaluation, table, Rows(evaluation, columns, descending));
    }

    private static RayVector RequireVector(RayObject value, string name) =>
        value as RayVector ?? throw Fault.Type($"{name} expects a vector");

    private static RayVector<long> ToVector(int[] rows) => new(Array.ConvertAll(rows, row => (long)row));
}
