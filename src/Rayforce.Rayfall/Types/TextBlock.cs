namespace Rayforce.Rayfall.Types;

/// <summary>Texts that lie behind each other in one block of memory.</summary>
/// <param name="block">The memory.</param>
/// <param name="starts">Where each text begins, and where one more would begin.</param>
/// <param name="gap">Bytes between a text's end and the next one's begin.</param>
internal sealed class TextBlock(ReadOnlyMemory<byte> block, ReadOnlyMemory<int> starts, int gap)
{
    public int Count => starts.Length - 1;

    /// <summary>Bytes that the texts take.</summary>
    public long Size => block.Length + 4L * starts.Length;

    public ReadOnlyMemory<byte> Block => block;

    public ReadOnlyMemory<int> Starts => starts;

    public int Gap => gap;

    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            var all = starts.Span;
            return block.Slice(all[index], all[index + 1] - gap - all[index]);
        }
    }

    public ReadOnlySpan<byte> Utf8(int index)
    {
        var all = starts.Span;
        return block.Span.Slice(all[index], all[index + 1] - gap - all[index]);
    }

    public TextBlock Slice(int start, int count) => new(block, starts.Slice(start, count + 1), gap);
}
