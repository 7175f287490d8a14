namespace Rayforce.Rayfall.Types;

/// <summary>A list: values of any kind.</summary>
internal sealed class ListColumn(ReadOnlyMemory<Value> items) : Column(hasNulls: false)
{
    public ListColumn(params Value[] items)
        : this(items.AsMemory())
    {
    }

    public static ListColumn Empty { get; } = new(ReadOnlyMemory<Value>.Empty);

    public override ElementType Elements => ElementTypes.List;

    public ReadOnlyMemory<Value> Memory => items;

    public ReadOnlySpan<Value> Span => items.Span;

    public override int Count => items.Length;

    public override Value this[int index] => items.Span[index];

    public override bool IsNull(int index) => items.Span[index].IsNull;

    protected override bool HoldsNull() => false;

    public override Column Marked(NullMark mark) => this;

    public override Column Slice(int start, int count) => new ListColumn(items.Slice(start, count));

    /// <summary>A list is never marked.</summary>
    public override Column Gather(ReadOnlySpan<int> rows)
    {
        var result = new Value[rows.Length];
        var source = items.Span;
        for (var i = 0; i < rows.Length; i++)
            result[i] = (uint)rows[i] < (uint)source.Length ? source[rows[i]] : Value.Null;
        return new ListColumn(result);
    }
}
