using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The least of signed integers or moments, whose null is the least number of the type.</summary>
internal readonly struct IntegerLeast<T>(ElementType<T> elements) : IFold<T, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public T Empty => T.MinValue;

    // One below the null is, wrapped, the greatest number: so it gives way to everything else.
    public void Add(ref T slot, T element) =>
        slot = unchecked(T.Min(slot - T.One, element - T.One) + T.One);

    public void Add(ref T slot, ReadOnlySpan<T> run, bool hasNulls)
    {
        if (!run.IsEmpty)
            Add(ref slot, hasNulls ? IntegerReductions.LeastNotNull(run) : IntegerReductions.Least(run));
    }

    public void Merge(ref T slot, in T later) => Add(ref slot, later);

    public Column Finish(ReadOnlyMemory<T> slots) => elements.Wrap(slots);
}
