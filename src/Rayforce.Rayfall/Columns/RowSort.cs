namespace Rayforce.Rayfall;

/// <summary>
/// A stable merge sort of row numbers. Unlike the sorts of .NET it can end on the way, when the request is cancelled,
/// and no order of its input makes it slow.
/// </summary>
internal static class RowSort
{
    private const int RunLength = 32;

    public static void Sort(Evaluation evaluation, int[] rows, Comparison<int> compare)
    {
        for (var start = 0; start < rows.Length; start += RunLength)
        {
            if (start % Blocks.Size == 0)
                evaluation.Budget.Check();
            SortRun(rows.AsSpan(start, Math.Min(RunLength, rows.Length - start)), compare);
        }

        var (source, target) = (rows, rows.Length > RunLength ? new int[rows.Length] : rows);
        for (long length = RunLength; length < rows.Length; length *= 2)
        {
            for (long start = 0; start < rows.Length; start += 2 * length)
            {
                var middle = (int)Math.Min(start + length, rows.Length);
                var end = (int)Math.Min(start + (2 * length), rows.Length);
                Merge(evaluation, source, (int)start, middle, end, target, compare);
            }

            (source, target) = (target, source);
        }

        if (source != rows)
            source.CopyTo(rows, 0);
    }

    private static void SortRun(Span<int> run, Comparison<int> compare)
    {
        for (var i = 1; i < run.Length; i++)
        {
            var row = run[i];
            var place = i;
            for (; place > 0 && compare(run[place - 1], row) > 0; place--)
                run[place] = run[place - 1];
            run[place] = row;
        }
    }

    private static void Merge(
        Evaluation evaluation, int[] source, int start, int middle, int end, int[] target, Comparison<int> compare)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            if ((i - start) % Blocks.Size == 0)
                evaluation.Budget.Check();
            var takesLeft = left < middle && (right >= end || compare(source[left], source[right]) <= 0);
            target[i] = source[takesLeft ? left++ : right++];
        }
    }
}
