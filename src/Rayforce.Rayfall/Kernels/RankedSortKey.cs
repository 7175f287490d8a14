namespace Rayforce.Rayfall.Kernels;

/// <summary>The key of a column of texts: their ranks.</summary>
/// <param name="ranks">The rank of each text used.</param>
/// <param name="rows">Which text each row has; empty where it is that of the row's own number.</param>
internal sealed class RankedSortKey(TextRanks ranks, ReadOnlyMemory<int> rows) : SortKey
{
    protected override void WriteCodes(Span<ulong> codes, int start)
    {
        if (rows.IsEmpty)
        {
            for (var i = 0; i < codes.Length; i++)
                codes[i] = (uint)ranks[start + i];
            return;
        }

        var texts = rows.Span.Slice(start, codes.Length);
        for (var i = 0; i < texts.Length; i++)
            codes[i] = (uint)ranks[texts[i]];
    }

    protected override void WriteCodes(Span<ulong> codes, ReadOnlySpan<int> chosen)
    {
        var texts = rows.Span;
        for (var i = 0; i < codes.Length; i++)
            codes[i] = (uint)ranks[texts.IsEmpty ? chosen[i] : texts[chosen[i]]];
    }
}
