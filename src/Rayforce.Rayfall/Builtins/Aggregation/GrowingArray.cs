using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>An array that grows by doubling; what it takes is charged.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="fill">What new elements are.</param>
internal sealed class GrowingArray<T>(Budget budget, T fill = default!)
{
    private T[] _items = [];

    public int Count { get; private set; }

    /// <summary>The elements.</summary>
    public Span<T> Span => _items.AsSpan(0, Count);

    /// <summary>The elements as memory that nobody else writes to once the array is let go.</summary>
    public ReadOnlyMemory<T> Memory => _items.AsMemory(0, Count);

    /// <summary>The first element, for loops whose indices are known to be below <see cref="Count"/>.</summary>
    public ref T First => ref MemoryMarshal.GetArrayDataReference(_items);

    public ref T this[int index] => ref _items[index];

    /// <summary>Makes the count at least some number.</summary>
    public void Grow(int count)
    {
        if (count <= Count)
            return;
        if (count > _items.Length)
        {
            var larger = (int)Math.Min(Array.MaxLength, Math.Max(count, 2L * _items.Length));
            budget.Charge(larger - _items.Length, System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
            var items = LargeArray.Allocate<T>(larger);
            Span.CopyTo(items);
            _items = items;
        }

        _items.AsSpan(Count, count - Count).Fill(fill);
        Count = count;
    }

    /// <summary>Room for so many more elements at the end.</summary>
    public Span<T> Append(int count)
    {
        var start = Count;
        Grow(checked(start + count));
        return _items.AsSpan(start, count);
    }

    public void Add(T item)
    {
        var items = _items;
        if ((uint)Count < (uint)items.Length)
            items[Count++] = item;
        else
            Append(1)[0] = item;
    }

    /// <summary>Makes the count at most some number.</summary>
    public void Cut(int count) => Count = Math.Min(Count, count);
}
