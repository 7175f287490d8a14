using System.Numerics;
using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Makes codes of the key columns of some rows: what is too wide is numbered first.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="workers">Its threads.</param>
/// <param name="count">How many rows.</param>
/// <param name="rows">The rows, where they are chosen; otherwise nothing.</param>
internal sealed class KeyPacking(Budget budget, Workers workers, int count, ReadOnlyMemory<int> rows)
{
    /// <summary>Groups the rows by several columns.</summary>
    public Grouping Group(ReadOnlySpan<Column> columns)
    {
        var packed = new PackedKeys();
        foreach (var column in columns)
        {
            var key = Codes(column);
            if (packed.TryAdd(key))
                continue;

            // Keys that are numbered have fewer numbers than 2^31: two of them fit.
            packed = Numbered(packed);
            if (!packed.TryAdd(key))
                packed.TryAdd(Numbers(Pack(key)));
        }

        return Group(packed);
    }

    private static PackedKeys Pack(KeyColumn key)
    {
        var packed = new PackedKeys();
        packed.TryAdd(key);
        return packed;
    }

    private PackedKeys Numbered(PackedKeys keys) => Pack(Numbers(keys));

    private NumberedKeys Numbers(PackedKeys keys)
    {
        var groups = Group(keys);
        return new NumberedKeys(groups.GroupOfRow, groups.Count);
    }

    private Grouping Group(PackedKeys keys) => new CodeGrouping(budget, workers, keys, count, rows).Group();

    private KeyColumn Codes(Column column) => column switch
    {
        Column<byte> c => new IntegerKeys<byte>(c.Memory, 0, byte.MaxValue, 0, hasNull: false),
        Column<short> c => Integers(c),
        Column<int> c => Integers(c),
        Column<long> c => Integers(c),
        Column<float> c => new FloatKeys<float>(c.Memory),
        Column<double> c => new FloatKeys<double>(c.Memory),
        Column<Guid> c => Wide(new GuidKeys(c.Memory)),
        TextColumn c => Texts(c),
        ListColumn c => Wide(new ValueKeys(budget, c.Memory)),
        _ => throw Fault.Type($"{column.Elements.VectorName} is no key"),
    };

    private IntegerKeys<T> Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // Symbols are numbers near 0, and so is their null; that of all others is the least number there is.
        var none = column.Elements.Null;
        var apart = none == T.MinValue;
        var parts = new (T Least, T Greatest, bool HasNull)[Workers.Morsels(count)];
        workers.Scan(count, (part, start, length) =>
        {
            var found = (Least: T.MaxValue, Greatest: T.MinValue, HasNull: false);
            Span<T> chosen = stackalloc T[rows.IsEmpty ? 0 : KeyColumn.BlockSize];
            foreach (var block in new Blocks(budget, start, length))
            {
                scoped ReadOnlySpan<T> values;
                if (rows.IsEmpty)
                {
                    values = column.Span[block];
                }
                else
                {
                    var from = rows.Span[block];
                    Column<T>.Gather(column.Span, from, chosen, none);
                    values = chosen[..from.Length];
                }

                var least = TensorPrimitives.Min(values);
                if (apart && least == none)
                {
                    found.HasNull = true;
                    least = T.MaxValue;
                    foreach (var value in values)
                        least = value == none ? least : T.Min(least, value);
                }

                found.Least = T.Min(found.Least, least);
                found.Greatest = T.Max(found.Greatest, TensorPrimitives.Max(values));
            }

            parts[part] = found;
        });
        var all = (Least: T.MaxValue, Greatest: T.MinValue, HasNull: false);
        foreach (var part in parts)
            all = (T.Min(all.Least, part.Least), T.Max(all.Greatest, part.Greatest), all.HasNull | part.HasNull);

        // Nothing but nulls, or nothing at all.
        if (all.Greatest < all.Least)
            (all.Least, all.Greatest, all.HasNull) = (none, none, false);
        return new IntegerKeys<T>(column.Memory, all.Least, all.Greatest, none, all.HasNull);
    }

    private NumberedKeys Texts(TextColumn column)
    {
        if (column.IsWhole || column.Texts.Count > count)
            return Wide(new TextKeys(column));

        // Each text of the block is looked at once; the row that is none of them has the empty text.
        var block = new TextColumn(column.Texts, hasNulls: false);
        var groups = Grouping.Of(budget, workers, block);
        var empty = Array.FindIndex(groups.FirstRows, row => block.Utf8(row).IsEmpty);
        var numbers = groups.GroupOfRow;
        budget.Charge(count, sizeof(int));
        var result = LargeArray.Allocate<int>(count);
        workers.Scan(count, (_, start, length) =>
        {
            var texts = column.Rows;
            var none = empty < 0 ? groups.Count : empty;
            foreach (var part in new Blocks(budget, start, length))
            {
                for (var i = part.Start.Value; i < part.End.Value; i++)
                {
                    var text = texts[rows.IsEmpty ? i : rows.Span[i]];
                    result[i] = text < 0 ? none : numbers[text];
                }
            }
        });
        return new NumberedKeys(result, groups.Count + 1);
    }

    /// <summary>
    /// Numbers keys by their hashes, and looks whether each is that of its group; if not, which a seed makes no more
    /// likely than chance, other hashes are taken.
    /// </summary>
    private NumberedKeys Wide(WideKeys keys)
    {
        budget.Charge(count, sizeof(ulong));
        var hashes = LargeArray.Allocate<ulong>(count);
        for (var seed = 0UL; ; seed++)
        {
            workers.Scan(count, (_, start, length) =>
            {
                foreach (var block in new Blocks(budget, start, length))
                {
                    for (var i = block.Start.Value; i < block.End.Value; i++)
                        hashes[i] = keys.Hash(rows.IsEmpty ? i : rows.Span[i], seed);
                }
            });
            var groups = Group(Pack(new HashedKeys(hashes)));
            var met = false;
            workers.Scan(count, (_, start, length) =>
            {
                foreach (var block in new Blocks(budget, start, length))
                {
                    for (var i = block.Start.Value; i < block.End.Value; i++)
                    {
                        if (!keys.Equal(rows.IsEmpty ? i : rows.Span[i], groups.FirstRows[groups.GroupOfRow[i]]))
                            Volatile.Write(ref met, true);
                    }
                }
            });
            if (!met)
            {
                budget.Release((long)count * sizeof(ulong));
                return new NumberedKeys(groups.GroupOfRow, groups.Count);
            }
        }
    }
}
