using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The greatest of signed integers or moments, whose null is the least number of the type.</summary>
internal readonly struct IntegerGreatest<T>(ElementType<T> elements) : IFold<T, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public T Empty => T.MinValue;

    public void Add(ref T slot, T element) => slot = T.Max(slot, element);

    public void Add(ref T slot, ReadOnlySpan<T> run, bool hasNulls) =>
        slot = T.Max(slot, IntegerReductions.Greatest(run));

    public void Merge(ref T slot, in T later) => slot = T.Max(slot, later);

    public Column Finish(ReadOnlyMemory<T> slots) => elements.Wrap(slots);
}
