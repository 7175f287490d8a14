using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// The state of an aggregate that keeps the first so many values of each group in an order, as a vector. Each group has
/// a heap, the last one kept at its root, in a region of one arena that is left for one of twice the size when full.
/// </summary>
/// <param name="scope">The limits of the request.</param>
/// <param name="elements">The type of the values.</param>
/// <param name="order">Which values stand first.</param>
/// <param name="most">How many are kept of each group.</param>
internal sealed class TopState<T, TOrder>(RowScope scope, ElementType<T> elements, TOrder order, int most)
    : AggregateState
    where T : unmanaged
    where TOrder : struct, IValueOrder<T>
{
    private readonly GrowingArray<Region> _regions = new(scope.Budget);
    private readonly GrowingArray<T> _arena = new(scope.Budget);

    public override int Groups => _regions.Count;

    public override void Grow(int groups) => _regions.Grow(groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        var values = ((RowExpression<T>)arguments[0]).Read(block);
        var hasNulls = arguments[0].HasNulls;
        groups = groups[..values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            ref var region = ref _regions[groups[i]];
            // Most values come behind the last one kept.
            if (region.Count == most && !order.Precedes(value, region.Last))
                continue;
            if (!hasNulls || !elements.IsNull(value))
                Add(groups[i], value);
        }
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block)
    {
        var hasNulls = arguments[0].HasNulls;
        foreach (var value in ((RowExpression<T>)arguments[0]).Read(block))
        {
            if (!hasNulls || !elements.IsNull(value))
                Add(0, value);
        }
    }

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        var other = (TopState<T, TOrder>)later;
        for (var group = 0; group < other._regions.Count; group++)
        {
            foreach (var value in other.Heap(group))
                Add(groups[group], value);
        }
    }

    public override Column Finish()
    {
        var kept = 0;
        foreach (ref var region in _regions.Span)
            kept += region.Count;
        scope.Budget.Charge(kept, elements.Width);
        scope.Budget.Charge(_regions.Count, 80);
        var values = new T[kept];
        var lists = new Value[_regions.Count];
        var start = 0;
        for (var group = 0; group < lists.Length; group++)
        {
            if (group % 1024 == 0)
                scope.Budget.Check();
            var heap = Heap(group);
            // The root is the last one: what is taken off the heap is written from the end.
            for (var left = heap.Length; left > 0; left--)
            {
                values[start + left - 1] = heap[0];
                Sink(heap[..(left - 1)], heap[left - 1]);
            }

            lists[group] = elements.Wrap(values.AsMemory(start, heap.Length), hasNulls: false);
            start += heap.Length;
        }

        return new ListColumn(lists);
    }

    public override void SaveTo(StateWriter writer)
    {
        var sizes = new int[_regions.Count];
        var values = new List<T>();
        for (var group = 0; group < sizes.Length; group++)
        {
            sizes[group] = _regions[group].Count;
            values.AddRange(Heap(group));
        }

        writer.Write<int>(sizes);
        writer.Write(elements.Wrap(values.ToArray(), hasNulls: false));
    }

    public override void LoadFrom(ref StateReader reader)
    {
        var sizes = new GrowingArray<int>(scope.Budget);
        reader.Read(sizes);
        if (reader.Column() is not Column<T> values || values.Elements != elements)
            throw StateReader.Damaged;
        Grow(sizes.Count);
        var rest = values.Span;
        for (var group = 0; group < sizes.Count; group++)
        {
            if ((uint)sizes[group] > (uint)rest.Length)
                throw StateReader.Damaged;
            foreach (var value in rest[..sizes[group]])
                Add(group, value);
            rest = rest[sizes[group]..];
        }
    }

    private Span<T> Heap(int group) => _arena.Span.Slice(_regions[group].Start, _regions[group].Count);

    private void Add(int group, T value)
    {
        ref var region = ref _regions[group];
        if (region.Count < most)
        {
            if (region.Count == region.Capacity)
                Move(ref region);
            region.Count++;
            Rise(Heap(group), value);
        }
        else if (order.Precedes(value, region.Last))
        {
            Sink(Heap(group), value);
        }

        region.Last = _arena[region.Start];
    }

    private void Move(ref Region region)
    {
        var capacity = Math.Min(most, Math.Max(2, 2 * region.Capacity));
        var start = _arena.Count;
        _arena.Append(capacity);
        _arena.Span.Slice(region.Start, region.Count).CopyTo(_arena.Span[start..]);
        (region.Start, region.Capacity) = (start, capacity);
    }

    /// <summary>Puts a value into a heap whose last place is free.</summary>
    private void Rise(Span<T> heap, T value)
    {
        var place = heap.Length - 1;
        for (int parent; place > 0 && order.Precedes(heap[parent = (place - 1) / 2], value); place = parent)
            heap[place] = heap[parent];
        heap[place] = value;
    }

    /// <summary>Puts a value into a heap whose root is free.</summary>
    private void Sink(Span<T> heap, T value)
    {
        if (heap.IsEmpty)
            return;
        var place = 0;
        for (int child; (child = 2 * place + 1) < heap.Length; place = child)
        {
            if (child + 1 < heap.Length && order.Precedes(heap[child], heap[child + 1]))
                child++;
            if (!order.Precedes(value, heap[child]))
                break;
            heap[place] = heap[child];
        }

        heap[place] = value;
    }

    private struct Region
    {
        public int Start;
        public int Count;
        public int Capacity;

        // The root of the heap.
        public T Last;
    }
}
