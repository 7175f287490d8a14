using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// Puts rows in order: nulls first where the order ascends, last where it descends, rows with equal keys as they were.
/// The result is the same for any number of workers.
/// </summary>
internal static class Sorting
{
    /// <summary>Rows whose keys are computed at once.</summary>
    internal const int BlockSize = 1024;

    /// <summary>The rows of a table in the order of some keys.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Who sorts.</param>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="keys">Columns of equal count, at least one, the first the most significant; lists are all tied.</param>
    /// <param name="descending">Of each key, whether the greatest comes first.</param>
    /// <param name="rows">Which rows, as they come where keys are equal; nothing for all.</param>
    public static int[] Order(
        Budget budget,
        Workers workers,
        Symbols symbols,
        ReadOnlySpan<Column> keys,
        ReadOnlySpan<bool> descending,
        ReadOnlyMemory<int>? rows = null)
    {
        var order = new KeyOrder(Keys(budget, workers, symbols, keys, descending, rows), rows);
        return ToRows(order.Sort(budget, workers, rows?.Length ?? keys[0].Count), rows);
    }

    /// <summary>The elements of a column in order.</summary>
    public static Column Sort(Budget budget, Workers workers, Symbols symbols, Column column, bool descending)
    {
        if (ValueSort.TrySort(budget, workers, column, descending) is { } sorted)
            return sorted;
        var order = Order(budget, workers, symbols, [column], [descending]);
        budget.Charge(column.Count, column.Elements.Width);
        return column.Gather(order);
    }

    /// <summary>The first rows of <see cref="Order"/>, without sorting the others.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Who sorts.</param>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="keys">Columns of equal count, at least one, the first the most significant; lists are all tied.</param>
    /// <param name="descending">Of each key, whether the greatest comes first.</param>
    /// <param name="most">How many rows, where there are so many.</param>
    /// <param name="rows">Which rows, as they come where keys are equal; nothing for all.</param>
    public static int[] Top(
        Budget budget,
        Workers workers,
        Symbols symbols,
        ReadOnlySpan<Column> keys,
        ReadOnlySpan<bool> descending,
        int most,
        ReadOnlyMemory<int>? rows = null)
    {
        var count = rows?.Length ?? keys[0].Count;
        if (most <= 0 || count == 0)
            return [];
        if (most <= count / 8 && keys.Length == 1 && SortKey.OfNumbers(keys[0]) is { } single)
            return ToRows(LeastCodes.Find(budget, workers, single, count, most, descending[0], rows), rows);
        var numbers = Keys(budget, workers, symbols, keys, descending, rows);
        if (most > count / 8)
        {
            var all = new KeyOrder(numbers, rows).Sort(budget, workers, count);
            return ToRows(all.Length > most ? all[..most] : all, rows);
        }

        var order = new KeyOrder(numbers, rows);
        var placeBits = RadixOrder.BitsFor(count);
        order.NextDigit(64 - placeBits);
        var words = LeastWords.Find(budget, workers, order, count, most, placeBits);
        if (order.IsLast)
            return ToRows(Array.ConvertAll(words, word => (int)(word & ((1UL << placeBits) - 1))), rows);

        // More digits follow: the candidates are all rows that are tied with one found, up to this digit.
        var chosen = LeastWords.UpTo(budget, workers, order, count, words[^1] >> placeBits);
        var some = ToRows(chosen, rows);
        return ToRows(new KeyOrder(numbers, some).Sort(budget, workers, some.Length)[..most], some);
    }

    private static SortKey[] Keys(
        Budget budget,
        Workers workers,
        Symbols symbols,
        ReadOnlySpan<Column> columns,
        ReadOnlySpan<bool> descending,
        ReadOnlyMemory<int>? rows)
    {
        var keys = new List<SortKey>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
            keys.AddRange(SortKey.Of(budget, workers, symbols, columns[i], rows, descending[i]));
        return [.. keys];
    }

    private static int[] ToRows(int[] items, ReadOnlyMemory<int>? rows)
    {
        if (rows is { } some)
        {
            var numbers = some.Span;
            for (var i = 0; i < items.Length; i++)
                items[i] = numbers[items[i]];
        }

        return items;
    }
}
