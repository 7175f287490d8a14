using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Which symbols a column has: a mark for each number that a symbol can have.</summary>
internal static class SymbolMarks
{
    /// <summary>How many different symbols there are; nothing where marks would take far more than the rows.</summary>
    public static long? Count(Budget budget, Workers workers, Symbols symbols, ReadOnlyMemory<int> ids)
    {
        var own = symbols.OwnCount;
        var size = (long)own + symbols.SharedCount;
        if (size > (2L * ids.Length) + (1 << 16))
            return null;
        budget.Charge(size);
        var marks = LargeArray.AllocateCleared<byte>((int)size);
        workers.Scan(ids.Length, (_, start, length) =>
        {
            var all = ids.Span;
            var places = marks.AsSpan();
            var lowest = own;
            foreach (var block in new Blocks(budget, start, length))
            {
                // Two workers that find the same symbol write the same; most find it marked and write nothing.
                foreach (var id in all[block])
                {
                    ref var mark = ref places[id + lowest];
                    if (mark == 0)
                        mark = 1;
                }
            }
        });
        var count = EqualCount.Of<byte>(marks, 1);
        budget.Release(size);
        return count;
    }
}
