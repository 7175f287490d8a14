using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The ranks of the texts that a column uses, each looked at once however often it occurs.</summary>
internal sealed class TextRanks
{
    private readonly int _first;
    private readonly int[]? _dense;
    private readonly int[] _ids;
    private readonly int[] _ranks;

    private TextRanks(int first, int[]? dense, int[] ids, int[] ranks) =>
        (_first, _dense, _ids, _ranks) = (first, dense, ids, ranks);

    /// <summary>The rank of a text that is used.</summary>
    public int this[int id] => _dense is null ? _ranks[_ids.AsSpan().BinarySearch(id)] : _dense[id - _first];

    /// <summary>The ranks of symbols.</summary>
    public static TextRanks Of(
        Budget budget, Workers workers, Symbols symbols, ReadOnlyMemory<int> column, ReadOnlyMemory<int>? rows) =>
        Rank(budget, workers, Used(budget, column.Span, column.Length, rows), new SymbolTexts(symbols));

    /// <summary>The ranks of strings.</summary>
    public static TextRanks Of(Budget budget, Workers workers, TextColumn column, ReadOnlyMemory<int>? rows) =>
        Rank(budget, workers, Used(budget, column.Rows, column.Count, rows), new BlockTexts(column.Texts));

    // The texts used, ascending, each once. Without a column each row uses the text of its own number.
    private static int[] Used(Budget budget, ReadOnlySpan<int> column, int count, ReadOnlyMemory<int>? rows)
    {
        if (rows is { } some)
        {
            var chosen = some.Span;
            budget.Charge(chosen.Length, sizeof(int));
            var gathered = new int[chosen.Length];
            for (var i = 0; i < gathered.Length; i++)
                gathered[i] = column.IsEmpty ? chosen[i] : column[chosen[i]];
            return Distinct(budget, gathered);
        }

        if (!column.IsEmpty || count == 0)
            return Distinct(budget, column);
        budget.Charge(count, sizeof(int));
        var all = LargeArray.Allocate<int>(count);
        for (var i = 0; i < all.Length; i++)
            all[i] = i;
        return all;
    }

    private static int[] Distinct(Budget budget, ReadOnlySpan<int> ids)
    {
        if (ids.IsEmpty)
            return [];
        var (first, last) = Range(ids);
        var range = (long)last - first + 1;
        if (!IsDense(range, ids.Length))
        {
            budget.Charge(ids.Length, sizeof(int));
            var sorted = ids.ToArray();
            sorted.AsSpan().Sort();
            var distinct = 1;
            foreach (var id in sorted)
            {
                if (id != sorted[distinct - 1])
                    sorted[distinct++] = id;
            }

            return sorted[..distinct];
        }

        budget.Charge(range);
        var isUsed = new bool[range];
        foreach (var id in ids)
            isUsed[id - first] = true;
        var used = new int[isUsed.AsSpan().Count(true)];
        var end = 0;
        for (var i = 0; i < isUsed.Length; i++)
        {
            if (isUsed[i])
                used[end++] = first + i;
        }

        budget.Release(range);
        return used;
    }

    private static (int First, int Last) Range(ReadOnlySpan<int> ids) =>
        (System.Numerics.Tensors.TensorPrimitives.Min(ids), System.Numerics.Tensors.TensorPrimitives.Max(ids));

    private static bool IsDense(long range, int count) => range <= 4096 + 16L * count;

    private static TextRanks Rank<TTexts>(Budget budget, Workers workers, int[] ids, TTexts texts)
        where TTexts : struct, ITexts
    {
        var order = new TextOrder<TTexts>(ids, texts).Sort(budget, workers, ids.Length);
        budget.Charge(ids.Length, sizeof(int));
        var ranks = new int[ids.Length];
        var rank = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && !texts[ids[order[i]]].SequenceEqual(texts[ids[order[i - 1]]]))
                rank++;
            ranks[order[i]] = rank;
        }

        if (ids.Length == 0 || !IsDense((long)ids[^1] - ids[0] + 1, ids.Length))
            return new TextRanks(0, null, ids, ranks);
        var dense = new int[ids[^1] - ids[0] + 1];
        budget.Charge(dense.Length, sizeof(int));
        for (var i = 0; i < ids.Length; i++)
            dense[ids[i] - ids[0]] = ranks[i];
        return new TextRanks(ids[0], dense, ids, ranks);
    }

    private readonly struct SymbolTexts(Symbols symbols) : ITexts
    {
        public ReadOnlySpan<byte> this[int id] => symbols.Utf8(id);
    }

    private readonly struct BlockTexts(TextBlock texts) : ITexts
    {
        public ReadOnlySpan<byte> this[int id] => id < 0 ? default : texts.Utf8(id);
    }
}
