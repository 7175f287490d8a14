using System.Runtime.InteropServices;

namespace Rayforce.Rayfall;

/// <summary>
/// The rows of a column, or of several, sorted into groups of equal keys. Groups are numbered as they first appear.
/// </summary>
internal sealed class Grouping
{
    private Grouping(int[] groupOfRow, int[] firstRows)
    {
        GroupOfRow = groupOfRow;
        FirstRows = firstRows;
    }

    /// <summary>The number of each row's group.</summary>
    public int[] GroupOfRow { get; }

    /// <summary>The row in which each group first appears.</summary>
    public int[] FirstRows { get; }

    public int Count => FirstRows.Length;

    /// <summary>Groups the rows by one column.</summary>
    public static Grouping Of(Evaluation evaluation, RayObject column)
    {
        evaluation.Budget.Charge(Vectors.Count(column), RayType.I64);
        return column switch
        {
            RayVector<double> v => ByValue(evaluation, v, NormalizeDouble),
            RayVector<long> v => ByValue(evaluation, v, value => value),
            RayVector<RayTimestamp> v => ByValue(evaluation, v, value => value.Nanoseconds),
            RayVector<RayTimespan> v => ByValue(evaluation, v, value => value.Nanoseconds),
            RayVector<int> v => ByValue(evaluation, v, value => value),
            RayVector<RayDate> v => ByValue(evaluation, v, value => value.Days),
            RayVector<RayTime> v => ByValue(evaluation, v, value => value.Milliseconds),
            RayVector<short> v => ByValue(evaluation, v, value => value),
            RayVector<byte> v => ByValue(evaluation, v, value => value),
            RayVector<bool> v => ByValue(evaluation, v, value => value ? 1 : 0),
            RayVector<RayGuid> v => ByKey(evaluation, v.Count, i => v[i]),
            RayTextVector v => ByKey(evaluation, v.Count, row => row, new RowComparer(v)),
            _ => ByKey(evaluation, Vectors.Count(column), i => Members.Key(evaluation, Vectors.At(column, i))),
        };
    }

    /// <summary>Groups the rows by several columns of one length.</summary>
    public static Grouping Of(Evaluation evaluation, ReadOnlySpan<RayObject> columns)
    {
        var grouping = Of(evaluation, columns[0]);
        foreach (var column in columns[1..])
            grouping = grouping.Refine(evaluation, Of(evaluation, column));
        return grouping;
    }

    /// <summary>How many rows each group has.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Count];
        foreach (var group in GroupOfRow)
            sizes[group]++;
        return sizes;
    }

    /// <summary>The rows of each group, in order.</summary>
    public int[][] Rows()
    {
        var (order, starts) = Arrange();
        var rows = new int[Count][];
        for (var group = 0; group < rows.Length; group++)
            rows[group] = order[starts[group]..starts[group + 1]];
        return rows;
    }

    /// <summary>
    /// All rows, those of each group together and in order; and where each group begins, with the end behind.
    /// </summary>
    public (int[] Order, int[] Starts) Arrange()
    {
        var starts = new int[Count + 1];
        foreach (var group in GroupOfRow)
            starts[group + 1]++;
        for (var group = 0; group < Count; group++)
            starts[group + 1] += starts[group];
        var next = starts[..Count];
        var order = new int[GroupOfRow.Length];
        for (var row = 0; row < order.Length; row++)
            order[next[GroupOfRow[row]]++] = row;
        return (order, starts);
    }

    /// <summary>The same groups, numbered in the order of their keys.</summary>
    public Grouping Ordered(Evaluation evaluation, RayVector keys)
    {
        var order = Ordering.Rows(evaluation, (RayVector)Vectors.Gather(keys, FirstRows), descending: false);
        var numbers = new int[Count];
        for (var i = 0; i < order.Length; i++)
            numbers[order[i]] = i;
        return new Grouping(
            Array.ConvertAll(GroupOfRow, group => numbers[group]), Array.ConvertAll(order, group => FirstRows[group]));
    }

    private Grouping Refine(Evaluation evaluation, Grouping inner) =>
        ByKey(evaluation, GroupOfRow.Length, row => ((long)GroupOfRow[row] << 32) | (uint)inner.GroupOfRow[row]);

    /// <summary>All nulls are one key, and both zeros.</summary>
    private static long NormalizeDouble(double value) =>
        double.IsNaN(value) ? long.MinValue : value == 0 ? 0 : BitConverter.DoubleToInt64Bits(value);

    private static Grouping ByValue<T>(Evaluation evaluation, RayVector<T> column, Func<T, long> key)
        where T : unmanaged => ByKey(evaluation, column.Count, row => key(column.Span[row]));

    private static Grouping ByKey<TKey>(
        Evaluation evaluation, int count, Func<int, TKey> key, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var groups = new Dictionary<TKey, int>(comparer);
        var groupOfRow = new int[count];
        var firstRows = new List<int>();
        for (var row = 0; row < count; row++)
        {
            if (row % Blocks.Size == 0)
                evaluation.Budget.Check();
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key(row), out var known);
            if (!known)
            {
                group = firstRows.Count;
                firstRows.Add(row);
            }

            groupOfRow[row] = group;
        }

        return new Grouping(groupOfRow, [.. firstRows]);
    }

    /// <summary>Keys are rows, compared by the bytes that stand in them: no text is made or copied.</summary>
    private sealed class RowComparer(RayTextVector texts) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => texts.GetUtf8(x).SequenceEqual(texts.GetUtf8(y));

        public int GetHashCode(int row)
        {
            var hash = new HashCode();
            hash.AddBytes(texts.GetUtf8(row));
            return hash.ToHashCode();
        }
    }
}
