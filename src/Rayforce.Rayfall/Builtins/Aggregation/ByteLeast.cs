using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The least of bytes or truth values, which have no null.</summary>
internal readonly struct ByteLeast(ElementType<byte> elements) : IFold<byte, short>
{
    // More than any byte: of no rows there is none, which is zero in a column.
    private const short None = 256;

    public short Empty => None;

    public void Add(ref short slot, byte element) => slot = Math.Min(slot, element);

    public void Add(ref short slot, ReadOnlySpan<byte> run, bool hasNulls)
    {
        if (!run.IsEmpty)
            Add(ref slot, IntegerReductions.Least(run));
    }

    public void Merge(ref short slot, in short later) => slot = Math.Min(slot, later);

    public Column Finish(ReadOnlyMemory<short> memory)
    {
        var slots = memory.Span;
        var results = new byte[slots.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = slots[i] == None ? (byte)0 : (byte)slots[i];
        return elements.Wrap(results, hasNulls: false);
    }
}
