using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace Rayforce;

/// <summary>
/// A vector of texts, kept columnar: the elements' bytes in one block, as they lie on the wire, and where each begins.
/// A .NET string is made only when it is asked for.
/// </summary>
public abstract class RayTextVector : RayVector, IReadOnlyList<string>
{
    private readonly TextSource? _source;
    private readonly int _gap;
    private volatile Layout? _layout;

    /// <summary>Keeps a block in the wire's layout.</summary>
    /// <param name="block">The elements as they lie on the wire.</param>
    /// <param name="starts">Where each text begins, and one entry more: where one after the last would.</param>
    /// <param name="gap">The bytes between the end of a text and the beginning of the next.</param>
    /// <param name="attributes">The attribute bits.</param>
    private protected RayTextVector(ReadOnlyMemory<byte> block, int[] starts, int gap, RayAttributes attributes)
        : base(attributes)
    {
        _layout = new Layout(block, starts);
        _gap = gap;
        Count = starts.Length - 1;
    }

    /// <summary>Keeps texts that lie elsewhere; they are laid out as on the wire when that is asked for.</summary>
    /// <param name="source">The texts.</param>
    /// <param name="gap">The bytes between the end of a text and the beginning of the next.</param>
    /// <param name="attributes">The attribute bits.</param>
    private protected RayTextVector(TextSource source, int gap, RayAttributes attributes)
        : base(attributes)
    {
        _source = source;
        _gap = gap;
        Count = source.Count;
    }

    /// <inheritdoc cref="RayVector.Count"/>
    public sealed override int Count { get; }

    /// <summary>The elements as they lie on the wire, one after another.</summary>
    internal ReadOnlySpan<byte> Block => Laid.Block.Span;

    /// <summary>The block as memory that may be kept.</summary>
    internal ReadOnlyMemory<byte> BlockMemory => Laid.Block;

    /// <summary>Where each text begins in the block, and where one more would.</summary>
    internal ReadOnlyMemory<int> StartMemory => Laid.Starts;

    /// <summary>The bytes of the elements as they lie on the wire.</summary>
    internal long BlockSize => _layout is { } layout ? layout.Block.Length : _source!.Size() + (long)_gap * Count;

    /// <summary>Whether the elements lie as on the wire.</summary>
    internal bool IsLaidOut => _layout is not null;

    /// <summary>Where each text begins in the block, and one entry more.</summary>
    private protected ReadOnlySpan<int> Starts => Laid.Starts;

    // Two threads that ask at once lay out the same.
    private Layout Laid => _layout ??= LayOut();

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
        if (_layout is not { } layout)
            return _source![index];
        var start = layout.Starts[index];
        return layout.Block.Span.Slice(start, layout.Starts[index + 1] - _gap - start);
    }

    /// <summary>All the texts; one that comes often is mostly one string.</summary>
    public string[] ToArray()
    {
        var texts = new string[Count];
        if (_layout is not { } layout || Count < TextInterning.FewestTexts)
        {
            for (var i = 0; i < texts.Length; i++)
                texts[i] = this[i];
            return texts;
        }

        var interning = new TextInterning(layout.Block.Span, Count);
        var starts = layout.Starts.AsSpan(0, Count + 1);
        for (var i = 0; i < texts.Length; i++)
            texts[i] = interning.Get(starts[i], starts[i + 1] - _gap - starts[i]);
        return texts;
    }

    /// <summary>The texts one by one, each made as it is reached.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public sealed override bool Equals(RayObject? other) =>
        other is RayTextVector vector && vector.Type == Type && vector.Count == Count
        && Block.SequenceEqual(vector.Block);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => RayBytes.Hash(Block);

    internal sealed override string ReadAs => nameof(String);

    private protected sealed override RayVector SliceCore(int start, int count)
    {
        var all = Starts.Slice(start, count + 1);
        // A string's length stands before it, a symbol's end behind it.
        var lead = Type == RayType.String ? _gap : 0;
        var first = all[0] - lead;
        var starts = new int[count + 1];
        for (var i = 0; i <= count; i++)
            starts[i] = all[i] - first;
        return Slice(BlockMemory.Slice(first, starts[count] - lead), starts);
    }

    /// <summary>A vector of the same kind over some of the texts.</summary>
    private protected abstract RayTextVector Slice(ReadOnlyMemory<byte> block, int[] starts);

    /// <summary>
    /// The attributes of a vector that is built: native 2.11.0 and 3.0.1 count an empty text as a null.
    /// </summary>
    private protected static RayAttributes AttributesOf(string[] texts) =>
        Array.IndexOf(texts, string.Empty) < 0 ? RayAttributes.None : RayAttributes.HasNulls;

    /// <summary>The size of a block that is about to be allocated.</summary>
    /// <exception cref="OverflowException">It is more than an array holds.</exception>
    internal static int CheckedSize(long size)
    {
        // The longest array of bytes there is.
        const int most = 0x7FFFFFC7;
        return size <= most ? (int)size : throw new OverflowException(
            $"The texts of a vector take {size} bytes here, and at most {most} together. Make several vectors.");
    }

    private Layout LayOut()
    {
        var block = new byte[CheckedSize(BlockSize)];
        var starts = new int[Count + 1];
        // A string stands behind its length, a symbol before its NUL.
        var isCounted = Type == RayType.String;
        var start = isCounted ? _gap : 0;
        for (var i = 0; i < Count; i++)
        {
            var utf8 = _source![i];
            starts[i] = start;
            if (isCounted)
                BinaryPrimitives.WriteInt64LittleEndian(block.AsSpan(start - _gap), utf8.Length);
            utf8.CopyTo(block.AsSpan(start));
            start += utf8.Length + _gap;
        }

        starts[Count] = start;
        return new Layout(block, starts);
    }

    private protected sealed override object? FindReader(Type type) =>
        type == typeof(string) ? new TextReader(this)
        : type == typeof(RayObject) ? new ObjectReader(this)
        : null;

    private sealed class Layout(ReadOnlyMemory<byte> block, int[] starts)
    {
        public ReadOnlyMemory<byte> Block => block;

        public int[] Starts => starts;
    }

    /// <summary>Walks the texts.</summary>
    public struct Enumerator : IEnumerator<string>
    {
        private readonly RayTextVector _texts;
        private int _index;

        internal Enumerator(RayTextVector texts)
        {
            _texts = texts;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly string Current => _texts[_index];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _texts.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
