using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>
/// A vector of a fixed-width type. Temporal types, symbols and truth values lie in it as the numbers they are:
/// <c>byte</c> for B8 and U8, <c>int</c> for I32, Date, Time and Symbol, <c>long</c> for I64, Timestamp and Timespan.
/// </summary>
internal sealed class Column<T>(ElementType<T> elements, ReadOnlyMemory<T> memory, NullMark mark) : Column(mark)
    where T : unmanaged
{
    public Column(ElementType<T> elements, ReadOnlyMemory<T> memory, bool hasNulls)
        : this(elements, memory, hasNulls ? NullMark.Yes : NullMark.No)
    {
    }

    public override ElementType<T> Elements => elements;

    public ReadOnlyMemory<T> Memory => memory;

    public ReadOnlySpan<T> Span => memory.Span;

    public override int Count => memory.Length;

    public override Value this[int index] => elements.ToValue(memory.Span[index]);

    public override bool IsNull(int index) => elements.IsNull(memory.Span[index]);

    public override Column Marked(NullMark mark) => new Column<T>(elements, memory, mark);

    public override Column Slice(int start, int count) =>
        start == 0 && count == Count ? this : new Column<T>(elements, memory.Slice(start, count), MarkOfPart);

    public override Column Gather(ReadOnlySpan<int> rows)
    {
        var result = LargeArray.Allocate<T>(rows.Length);
        var beyond = Gather(memory.Span, rows, result, elements.Null);
        return new Column<T>(elements, result, beyond && elements.HasNull ? NullMark.Yes : MarkOfPart);
    }

    protected override bool HoldsNull() => elements.ContainsNull(memory.Span);

    /// <summary>Copies the elements of some rows; a negative row gives <paramref name="none"/>.</summary>
    /// <returns>Whether there was a negative row.</returns>
    public static bool Gather(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, Span<T> target, T none)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        var beyond = false;
        target = target[..rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if ((uint)row < (uint)source.Length)
            {
                target[i] = System.Runtime.CompilerServices.Unsafe.Add(ref first, row);
            }
            else
            {
                target[i] = none;
                beyond = true;
            }
        }

        return beyond;
    }
}
