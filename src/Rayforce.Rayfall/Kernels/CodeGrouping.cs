using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Groups rows by their codes.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="workers">Its threads.</param>
/// <param name="keys">The codes.</param>
/// <param name="count">How many rows.</param>
/// <param name="rows">The rows, where they are chosen; otherwise nothing.</param>
internal sealed class CodeGrouping(
    Budget budget, Workers workers, PackedKeys keys, int count, ReadOnlyMemory<int> rows)
{
    // A table of so many places lies in a cache near to the processor.
    private const int NearTable = 1 << 16;

    // More rows in a part of the codes than this make its table a far one.
    private const int NearRows = 1 << 14;

    public Grouping Group()
    {
        budget.Charge(count, sizeof(int));
        var groups = LargeArray.Allocate<int>(count);

        // A place for each code, where that is not far more than the rows.
        if (keys.Last <= Math.Max(NearTable - 1, 4UL * (ulong)count) && keys.Last < 1 << 30)
        {
            var last = (uint)keys.Last;
            return last < 16 * NearTable
                ? Finish(groups, Together<uint>(groups, Parts(last), () => new DirectTable(budget, last)), "a table of places")
                : Finish(groups, Apart<uint>(groups, CodeRanges.Of(budget, last, NearTable)), "tables of places for ranges");
        }

        // Whether there are many codes, and all tables become far ones, is seen from the first rows.
        if (count > 4 * Workers.MorselSize && Sample(groups) > NearRows)
            return Finish(groups, Apart<ulong>(groups, new CodeHashes(budget, count, NearRows)), "hashes in parts");
        return Finish(groups, Together<ulong>(groups, Parts(0), () => new KeyTable(budget, 1024)), "hashes");
    }

    private Grouping Finish(int[] groups, int[] firstRows, string means)
    {
        if (!rows.IsEmpty)
        {
            for (var i = 0; i < firstRows.Length; i++)
                firstRows[i] = rows.Span[firstRows[i]];
        }

        return new Grouping(groups, firstRows, rows, means);
    }

    /// <summary>In how many parts the rows are grouped, so that it is worth it to put them together.</summary>
    private int Parts(uint last) =>
        count < 4 * Workers.MorselSize || last > (uint)count / 16 ? 1 : workers.Count;

    private int Sample(int[] groups)
    {
        var table = new KeyTable(budget, 1024);
        Number(groups, table, 0, Workers.MorselSize, null);
        return table.Count;
    }

    /// <summary>Numbers the codes of some rows.</summary>
    /// <param name="groups">Gets the numbers, each where its row stands.</param>
    /// <param name="table">Knows the numbers.</param>
    /// <param name="start">The first of the rows.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="first">Gets where each new code stands.</param>
    private void Number<TCode>(int[] groups, CodeTable<TCode> table, int start, int length, Firsts<TCode>? first)
        where TCode : unmanaged
    {
        Span<TCode> buffer = stackalloc TCode[KeyColumn.BlockSize];
        Span<int> news = stackalloc int[KeyColumn.BlockSize];
        foreach (var block in new Blocks(budget, start, length))
        {
            var from = block.Start.Value;
            var numbers = groups.AsSpan(block);
            var codes = buffer[..numbers.Length];
            keys.Write(codes, from, rows.Span);
            var found = table.Number(codes, numbers, news);
            first?.Add(from, codes, news[..found]);
        }
    }

    /// <summary>
    /// Groups with one table. Several parts of the rows have tables of their own, whose numbers are then those of the
    /// first.
    /// </summary>
    /// <returns>Where each group is first seen.</returns>
    private int[] Together<TCode>(int[] groups, int parts, Func<CodeTable<TCode>> make)
        where TCode : unmanaged
    {
        var size = (count + parts - 1) / parts;
        var tables = new CodeTable<TCode>[parts];
        var firsts = new Firsts<TCode>[parts];
        workers.Run(parts, part =>
        {
            (tables[part], firsts[part]) = (make(), new Firsts<TCode>(budget));
            Number(groups, tables[part], part * size, Math.Min(size, count - part * size), firsts[part]);
        });

        var all = firsts[0];
        Span<int> news = stackalloc int[KeyColumn.BlockSize];
        for (var part = 1; part < parts; part++)
        {
            var own = firsts[part];
            var map = new int[own.Count];
            var same = true;
            foreach (var block in new Blocks(budget, 0, own.Count))
            {
                var found = tables[0].Number(own.Codes[block], map.AsSpan(block), news);
                all.Add(own.Positions[block], own.Codes[block], news[..found]);
            }

            for (var i = 0; same && i < map.Length; i++)
                same = map[i] == i;
            if (same)
                continue;
            var start = part * size;
            workers.Scan(Math.Min(size, count - start), (_, from, length) =>
            {
                budget.Check();
                foreach (ref var group in groups.AsSpan(start + from, length))
                    group = map[group];
            });
        }

        return all.Positions.ToArray();
    }

    /// <summary>
    /// Groups the codes part by part, each with a table that is near: first the rows are brought to the part that their
    /// code belongs to.
    /// </summary>
    /// <returns>Where each group is first seen.</returns>
    private int[] Apart<TCode>(int[] groups, CodeParts<TCode> parts)
        where TCode : unmanaged
    {
        var chunks = Math.Min(workers.Count, Workers.Morsels(count));
        var size = (count + chunks - 1) / chunks;
        var width = sizeof(int) + System.Runtime.CompilerServices.Unsafe.SizeOf<TCode>();
        budget.Charge(count, width);
        var codes = LargeArray.Allocate<TCode>(count);
        var positions = LargeArray.Allocate<int>(count);
        var ends = new int[chunks][];

        workers.Run(chunks, chunk =>
        {
            var own = ends[chunk] = new int[parts.Count];
            Span<TCode> buffer = stackalloc TCode[KeyColumn.BlockSize];
            Span<ushort> partOf = stackalloc ushort[KeyColumn.BlockSize];
            foreach (var block in new Blocks(budget, chunk * size, Math.Min(size, count - chunk * size)))
            {
                var some = buffer[..(block.End.Value - block.Start.Value)];
                keys.Write(some, block.Start.Value, rows.Span);
                parts.Of(some, partOf);
                foreach (var part in partOf[..some.Length])
                    own[part]++;
            }
        });
        var starts = new int[parts.Count + 1];
        var next = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            starts[part] = next;
            foreach (var own in ends)
                (own[part], next) = (next, next + own[part]);
        }

        starts[parts.Count] = next;
        workers.Run(chunks, chunk =>
        {
            var own = ends[chunk];
            Span<TCode> buffer = stackalloc TCode[KeyColumn.BlockSize];
            Span<ushort> partOf = stackalloc ushort[KeyColumn.BlockSize];
            foreach (var block in new Blocks(budget, chunk * size, Math.Min(size, count - chunk * size)))
            {
                var from = block.Start.Value;
                var some = buffer[..(block.End.Value - from)];
                keys.Write(some, from, rows.Span);
                parts.Of(some, partOf);
                for (var i = 0; i < some.Length; i++)
                {
                    var place = own[partOf[i]]++;
                    codes[place] = some[i];
                    positions[place] = from + i;
                }
            }
        });

        // Numbers in each part; where a code is first seen is marked.
        budget.Charge(count, sizeof(int));
        var locals = LargeArray.Allocate<int>(count);
        groups.AsSpan().Clear();
        var firsts = new Memory<int>[parts.Count];
        var tables = new System.Collections.Concurrent.ConcurrentBag<CodeTable<TCode>>();
        workers.Run(parts.Count, part =>
        {
            if (tables.TryTake(out var table))
                table.Clear();
            else
                table = parts.MakeTable();
            Span<int> news = stackalloc int[KeyColumn.BlockSize];
            var own = new int[64];
            foreach (var block in new Blocks(budget, starts[part], starts[part + 1] - starts[part]))
            {
                var found = table.Number(codes.AsSpan(block), locals.AsSpan(block), news);
                if (table.Count > own.Length)
                    Array.Resize(ref own, 2 * table.Count);
                for (var i = 0; i < found; i++)
                {
                    var position = positions[block.Start.Value + news[i]];
                    own[table.Count - found + i] = position;
                    groups[position] = 1;
                }
            }

            firsts[part] = own.AsMemory(0, table.Count);
            tables.Add(table);
        });

        // The marks are numbered, in the order of the rows.
        var counts = new int[Workers.Morsels(count)];
        workers.Scan(count, (morsel, start, length) => counts[morsel] = groups.AsSpan(start, length).Count(1));
        var total = 0;
        for (var i = 0; i < counts.Length; i++)
            (counts[i], total) = (total, total + counts[i]);
        budget.Charge(total, sizeof(int));
        var result = LargeArray.Allocate<int>(total);
        workers.Scan(count, (morsel, start, length) =>
        {
            var number = counts[morsel];
            for (var i = start; i < start + length; i++)
            {
                if (groups[i] == 0)
                    continue;
                result[number] = i;
                groups[i] = number++;
            }
        });
        workers.Run(parts.Count, part =>
        {
            var map = firsts[part].Span;
            for (var i = 0; i < map.Length; i++)
                map[i] = groups[map[i]];
            foreach (var block in new Blocks(budget, starts[part], starts[part + 1] - starts[part]))
            {
                for (var i = block.Start.Value; i < block.End.Value; i++)
                    groups[positions[i]] = map[locals[i]];
            }
        });
        budget.Release((long)count * (width + sizeof(int)));
        return result;
    }
}
