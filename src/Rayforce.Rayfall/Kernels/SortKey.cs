using System.Numerics;
using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A key of an order as unsigned numbers: of two rows the one with the lesser number comes first, and rows with equal
/// numbers are tied. The numbers are counted from the least that occurs, so that they take few bits.
/// </summary>
internal abstract class SortKey
{
    private ulong _base;
    private ulong _limit;
    private bool _descending;
    private bool _hasZero;

    /// <summary>How many bits the numbers have.</summary>
    public int Bits { get; private set; }

    /// <summary>The greatest number.</summary>
    public ulong Limit => _limit;

    /// <summary>Writes the numbers of rows that follow each other.</summary>
    public void Write(Span<ulong> numbers, int start)
    {
        WriteCodes(numbers, start);
        Count(numbers);
    }

    /// <summary>Writes the codes that the numbers are counted from: of all rows or of chosen ones, from a place on.</summary>
    public void WriteCodes(Span<ulong> codes, int start, ReadOnlyMemory<int>? rows)
    {
        if (rows is { } chosen)
            WriteCodes(codes, chosen.Span.Slice(start, codes.Length));
        else
            WriteCodes(codes, start);
    }

    /// <summary>Writes the numbers of chosen rows.</summary>
    public void Write(Span<ulong> numbers, ReadOnlySpan<int> rows)
    {
        WriteCodes(numbers, rows);
        Count(numbers);
    }

    /// <summary>The code that a number was counted from.</summary>
    public ulong ToCode(ulong number)
    {
        if (_descending)
            number = _limit - number;
        return number == 0 && _hasZero ? 0 : number + _base;
    }

    /// <summary>The keys of a column: one, two of guids, none of a list.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Who looks through the column.</param>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="column">The column.</param>
    /// <param name="rows">Which rows will be asked for; nothing for all.</param>
    /// <param name="descending">Whether the greatest comes first.</param>
    public static IEnumerable<SortKey> Of(
        Budget budget, Workers workers, Symbols symbols, Column column, ReadOnlyMemory<int>? rows, bool descending)
    {
        SortKey[] keys = OfNumbers(column) is { } single ? [single] : column switch
        {
            Column<int> c => [new RankedSortKey(TextRanks.Of(budget, workers, symbols, c.Memory, rows), c.Memory)],
            Column<Guid> c => [new SortKey<Guid, GuidHighCodes>(c.Memory), new SortKey<Guid, GuidLowCodes>(c.Memory)],
            TextColumn c => [new RankedSortKey(TextRanks.Of(budget, workers, c, rows), c.RowMemory)],

            // Lists have no order: all of them are tied.
            _ => [],
        };
        foreach (var key in keys)
            key.Measure(budget, workers, rows, column.Count, descending);
        return keys;
    }

    /// <summary>The key of a column of numbers or moments, not measured yet; nothing for other columns.</summary>
    public static SortKey? OfNumbers(Column column) => column switch
    {
        { Elements.IsText: true } => null,
        Column<byte> c => new SortKey<byte, ByteCodes>(c.Memory),
        Column<short> c => new SortKey<short, Int16Codes>(c.Memory),
        Column<int> c => new SortKey<int, Int32Codes>(c.Memory),
        Column<long> c => new SortKey<long, Int64Codes>(c.Memory),
        Column<float> c => new SortKey<float, SingleCodes>(c.Memory),
        Column<double> c => new SortKey<double, DoubleCodes>(c.Memory),
        _ => null,
    };

    /// <summary>Writes numbers in the order of the elements, null as 0.</summary>
    protected abstract void WriteCodes(Span<ulong> codes, int start);

    /// <summary>The same of chosen rows.</summary>
    protected abstract void WriteCodes(Span<ulong> codes, ReadOnlySpan<int> rows);

    /// <summary>Finds the least and the greatest number; before anything is written.</summary>
    public void Measure(Budget budget, Workers workers, ReadOnlyMemory<int>? rows, int count, bool descending)
    {
        if (rows is { } some)
            count = some.Length;
        var morsels = new (ulong Least, ulong LeastAboveZero, ulong Greatest)[Workers.Morsels(count)];
        workers.Scan(count, (morsel, start, length) =>
        {
            budget.Check();
            Span<ulong> block = stackalloc ulong[Sorting.BlockSize];
            var (least, leastAboveZero, greatest) = (ulong.MaxValue, ulong.MaxValue, 0UL);
            for (var end = start + length; start < end; start += block.Length)
            {
                var codes = block[..Math.Min(block.Length, end - start)];
                WriteCodes(codes, start, rows);
                greatest = Math.Max(greatest, TensorPrimitives.Max<ulong>(codes));
                least = Math.Min(least, TensorPrimitives.Min<ulong>(codes));
                // Zero, the null, becomes the greatest here.
                TensorPrimitives.Subtract(codes, 1UL, codes);
                leastAboveZero = Math.Min(leastAboveZero, TensorPrimitives.Min<ulong>(codes));
            }

            morsels[morsel] = (least, leastAboveZero, greatest);
        });

        var (min, above, max) = (ulong.MaxValue, ulong.MaxValue, 0UL);
        foreach (var (least, leastAboveZero, greatest) in morsels)
            (min, above, max) = (Math.Min(min, least), Math.Min(above, leastAboveZero), Math.Max(max, greatest));

        // Numbers above the null begin at 1 where there is one.
        _hasZero = min == 0;
        _base = above == ulong.MaxValue ? 0 : _hasZero ? above : above + 1;
        _limit = count == 0 || max == 0 ? 0 : max - _base;
        _descending = descending;
        Bits = 64 - BitOperations.LeadingZeroCount(_limit);
    }

    private void Count(Span<ulong> codes)
    {
        TensorPrimitives.Max(codes, _base, codes);
        TensorPrimitives.Subtract(codes, _base, codes);
        if (_descending)
            TensorPrimitives.Subtract(_limit, codes, codes);
    }
}
