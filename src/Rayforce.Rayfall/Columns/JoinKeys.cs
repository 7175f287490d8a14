using System.Runtime.InteropServices;

namespace Rayforce.Rayfall;

/// <summary>
/// The rows of two tables by the values in their key columns: rows with equal keys have the same number, and a row with
/// a null among its keys has none. Whole numbers of different widths are equal by value.
/// </summary>
internal sealed class JoinKeys
{
    private const int NoKey = -1;

    private readonly int[] _left;
    private readonly int[] _right;
    private readonly int _count;

    private JoinKeys(int[] left, int[] right, int count)
    {
        (_left, _right) = (left, right);
        _count = count;
    }

    /// <summary>The keys of several columns at once; without a column, all rows have the same.</summary>
    public static JoinKeys Of(Evaluation evaluation, RayTable left, RayTable right, IReadOnlyList<RaySymbol> names)
    {
        evaluation.Budget.Charge((long)left.RowCount + right.RowCount, RayType.I64);
        var keys = new JoinKeys(new int[left.RowCount], new int[right.RowCount], 1);
        foreach (var name in names)
            keys = keys.Refine(evaluation, Of(evaluation, left, right, name));
        return keys;
    }

    /// <summary>The right rows with the key of each left row.</summary>
    /// <param name="order">The right rows to choose from; those of one key stay in this order.</param>
    public JoinMatches Match(ReadOnlySpan<int> order)
    {
        var starts = new int[_count + 1];
        foreach (var row in order)
        {
            if (_right[row] != NoKey)
                starts[_right[row] + 1]++;
        }

        for (var key = 0; key < _count; key++)
            starts[key + 1] += starts[key];
        var next = starts[.._count];
        var rows = new int[starts[_count]];
        foreach (var row in order)
        {
            if (_right[row] != NoKey)
                rows[next[_right[row]]++] = row;
        }

        return new JoinMatches(_left, rows, starts);
    }

    private static JoinKeys Of(Evaluation evaluation, RayTable left, RayTable right, RaySymbol name)
    {
        var (l, r) = (left.Find(name.Utf8), right.Find(name.Utf8));
        if (l is RayStringVector || r is RayStringVector)
        {
            throw new RayfallException(
                "nyi", $"join: cannot join by the strings in '{name.Name}', make symbols of them");
        }

        if (l is RayVector && r is RayVector && l.Type != r.Type && Atoms.IsInteger(l.Type) && Atoms.IsInteger(r.Type))
            (l, r) = (Columns.ToWhole(evaluation, (RayVector)l), Columns.ToWhole(evaluation, (RayVector)r));
        if (l is not RayVector || r is not RayVector || l.Type != r.Type)
            return new JoinKeys(Nothing(left.RowCount), Nothing(right.RowCount), 0);

        var column = Concatenation.Concat(evaluation, l, r);
        var grouping = Grouping.Of(evaluation, column);
        var keys = grouping.GroupOfRow;
        var isNull = Array.ConvertAll(grouping.FirstRows, row => Atoms.IsNull(Vectors.At(column, row)));
        for (var row = 0; row < keys.Length; row++)
            keys[row] = isNull[keys[row]] ? NoKey : keys[row];
        return new JoinKeys(keys[..left.RowCount], keys[left.RowCount..], grouping.Count);
    }

    private JoinKeys Refine(Evaluation evaluation, JoinKeys inner)
    {
        var numbers = new Dictionary<long, int>();
        return new JoinKeys(Number(_left, inner._left), Number(_right, inner._right), numbers.Count);

        int[] Number(int[] outer, int[] others)
        {
            var keys = new int[outer.Length];
            for (var row = 0; row < keys.Length; row++)
            {
                if (row % Blocks.Size == 0)
                    evaluation.Budget.Check();
                if (outer[row] == NoKey || others[row] == NoKey)
                {
                    keys[row] = NoKey;
                    continue;
                }

                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    numbers, ((long)outer[row] << 32) | (uint)others[row], out var known);
                if (!known)
                    number = numbers.Count - 1;
                keys[row] = number;
            }

            return keys;
        }
    }

    private static int[] Nothing(int count)
    {
        var keys = new int[count];
        Array.Fill(keys, NoKey);
        return keys;
    }
}
