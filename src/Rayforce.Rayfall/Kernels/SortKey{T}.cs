namespace Rayforce.Rayfall.Kernels;

/// <summary>The key of a column of a fixed-width type.</summary>
internal sealed class SortKey<T, TCodes>(ReadOnlyMemory<T> memory) : SortKey
    where T : unmanaged
    where TCodes : ISortCodes<T>
{
    protected override void WriteCodes(Span<ulong> codes, int start) =>
        TCodes.Write(memory.Span.Slice(start, codes.Length), codes);

    protected override void WriteCodes(Span<ulong> codes, ReadOnlySpan<int> rows)
    {
        var elements = memory.Span;
        for (var i = 0; i < codes.Length; i++)
            codes[i] = TCodes.Of(elements[rows[i]]);
    }
}
