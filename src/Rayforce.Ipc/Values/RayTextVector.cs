using System.Text;

namespace Rayforce;

/// <summary>
/// A vector of texts, kept columnar: the elements' bytes in one block, as they lie on the wire, and where each begins.
/// A .NET string is made only when it is asked for.
/// </summary>
public abstract class RayTextVector : RayVector
{
    private readonly ReadOnlyMemory<byte> _block;
    private readonly int[] _starts;
    private readonly int _gap;

    /// <summary>Keeps a block in the wire's layout.</summary>
    /// <param name="block">The elements as they lie on the wire.</param>
    /// <param name="starts">Where each text begins, and one entry more: where one after the last would.</param>
    /// <param name="gap">The bytes between the end of a text and the beginning of the next.</param>
    /// <param name="attributes">The attribute bits.</param>
    private protected RayTextVector(ReadOnlyMemory<byte> block, int[] starts, int gap, RayAttributes attributes)
        : base(attributes)
    {
        _block = block;
        _starts = starts;
        _gap = gap;
    }

    /// <inheritdoc/>
    public sealed override int Count => _starts.Length - 1;

    /// <summary>The elements as they lie on the wire, one after another.</summary>
    internal ReadOnlySpan<byte> Block => _block.Span;

    /// <summary>Where each text begins in the block, and one entry more.</summary>
    private protected ReadOnlySpan<int> Starts => _starts;

    /// <summary>The text at an index; bytes that are no UTF-8 show as U+FFFD.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public string this[int index] => Encoding.UTF8.GetString(GetUtf8(index));

    /// <summary>The bytes of the text at an index.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ReadOnlySpan<byte> GetUtf8(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {Count} elements.");
        var start = _starts[index];
        return _block.Span.Slice(start, _starts[index + 1] - _gap - start);
    }

    /// <summary>All the texts.</summary>
    public string[] ToArray()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = this[i];
        return texts;
    }

    /// <inheritdoc/>
    public sealed override bool Equals(RayObject? other) =>
        other is RayTextVector vector && vector.Type == Type && vector.Count == Count
        && Block.SequenceEqual(vector.Block);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => RayBytes.Hash(Block);
}
