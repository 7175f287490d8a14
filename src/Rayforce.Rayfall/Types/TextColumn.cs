using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>
/// A vector of strings: a block of texts, and for each element which text it is. So texts are never copied when
/// elements are chosen, and what asks each text the same question may ask the block once.
/// </summary>
internal sealed class TextColumn : Column
{
    private readonly ReadOnlyMemory<int> _rows;
    private readonly bool _isWhole;

    /// <summary>The texts of a block, in order.</summary>
    public TextColumn(TextBlock texts, bool hasNulls)
        : this(texts, hasNulls ? NullMark.Yes : NullMark.No)
    {
    }

    /// <summary>The texts of a block, in order.</summary>
    public TextColumn(TextBlock texts, NullMark mark)
        : base(mark)
    {
        Texts = texts;
        _isWhole = true;
    }

    /// <summary>Some texts of a block; a negative row is the empty text.</summary>
    public TextColumn(TextBlock texts, ReadOnlyMemory<int> rows, bool hasNulls)
        : this(texts, rows, hasNulls ? NullMark.Yes : NullMark.No)
    {
    }

    /// <summary>Some texts of a block; a negative row is the empty text.</summary>
    public TextColumn(TextBlock texts, ReadOnlyMemory<int> rows, NullMark mark)
        : base(mark)
    {
        Texts = texts;
        _rows = rows;
    }

    /// <summary>The texts that the elements are among.</summary>
    public TextBlock Texts { get; }

    /// <summary>Whether the elements are the texts of the block one by one; then <see cref="Rows"/> is empty.</summary>
    public bool IsWhole => _isWhole;

    /// <summary>Which text each element is, where not <see cref="IsWhole"/>; negative for the empty text.</summary>
    public ReadOnlySpan<int> Rows => _rows.Span;

    /// <summary>The same as memory.</summary>
    public ReadOnlyMemory<int> RowMemory => _rows;

    public override ElementType Elements => ElementTypes.String;

    public override int Count => _isWhole ? Texts.Count : _rows.Length;

    public override long Size => (_isWhole ? 0 : 4L * Count) + Texts.Size;

    public override Value this[int index]
    {
        get
        {
            var text = Utf8Memory(index);
            return Value.String(text, isFlaggedNull: text.IsEmpty);
        }
    }

    public ReadOnlySpan<byte> Utf8(int index) => Utf8Memory(index).Span;

    public ReadOnlyMemory<byte> Utf8Memory(int index)
    {
        var row = _isWhole ? index : _rows.Span[index];
        return row < 0 ? ReadOnlyMemory<byte>.Empty : Texts[row];
    }

    public override bool IsNull(int index) => Utf8Memory(index).IsEmpty;

    protected override bool HoldsNull()
    {
        for (var i = 0; i < Count; i++)
        {
            if (Utf8Memory(i).IsEmpty)
                return true;
        }

        return false;
    }

    public override Column Marked(NullMark mark) =>
        _isWhole ? new TextColumn(Texts, mark) : new TextColumn(Texts, _rows, mark);

    public override Column Slice(int start, int count)
    {
        if (start == 0 && count == Count)
            return this;
        return _isWhole
            ? new TextColumn(Texts.Slice(start, count), MarkOfPart)
            : new TextColumn(Texts, _rows.Slice(start, count), MarkOfPart);
    }

    public override Column Gather(ReadOnlySpan<int> rows)
    {
        var result = LargeArray.Allocate<int>(rows.Length);
        var beyond = false;
        var own = _rows.Span;
        var count = Count;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            result[i] = (uint)row >= (uint)count ? -1 : _isWhole ? row : own[row];
            beyond |= result[i] < 0;
        }

        return new TextColumn(Texts, result, beyond ? NullMark.Yes : MarkOfPart);
    }
}
