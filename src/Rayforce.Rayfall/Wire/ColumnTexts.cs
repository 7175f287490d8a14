using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Wire;

/// <summary>The strings of a column, where they lie.</summary>
internal sealed class ColumnTexts(TextColumn column) : TextSource
{
    public override int Count => column.Count;

    public override ReadOnlySpan<byte> this[int index] => column.Utf8(index);

    public override long Size()
    {
        var starts = column.Texts.Starts.Span;
        if (column.IsWhole)
            return starts[^1] - starts[0] - (long)column.Texts.Gap * Count;
        long size = 0;
        foreach (var row in column.Rows)
            size += row < 0 ? 0 : starts[row + 1] - starts[row] - column.Texts.Gap;
        return size;
    }
}
