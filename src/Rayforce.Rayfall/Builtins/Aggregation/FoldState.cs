using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of an aggregate over one argument that knows a slot of each group.</summary>
/// <param name="scope">The limits of the request.</param>
/// <param name="fold">What is done with the elements.</param>
/// <param name="elements">Their type; F64 for all floats, which come as doubles.</param>
/// <param name="skipsNulls">Whether nulls do not count.</param>
internal class FoldState<TFold, TElement, TSlot>(
    RowScope scope, TFold fold, ElementType<TElement> elements, bool skipsNulls = true) : AggregateState
    where TFold : struct, IFold<TElement, TSlot>
    where TElement : unmanaged
    where TSlot : unmanaged
{
    private readonly GrowingArray<TSlot> _slots = new(scope.Budget, fold.Empty);

    protected RowScope Scope => scope;

    protected ref TSlot this[int group] => ref _slots[group];

    public override int Groups => _slots.Count;

    public override void Grow(int groups) => _slots.Grow(groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        var values = Read(arguments[0], block);
        ref var slot = ref _slots.First;
        ref var group = ref MemoryMarshal.GetReference(groups[..values.Length]);
        if (skipsNulls && arguments[0].HasNulls)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (!elements.IsNull(values[i]))
                    fold.Add(ref Unsafe.Add(ref slot, Unsafe.Add(ref group, i)), values[i]);
            }

            return;
        }

        for (var i = 0; i < values.Length; i++)
            fold.Add(ref Unsafe.Add(ref slot, Unsafe.Add(ref group, i)), values[i]);
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block) =>
        fold.Add(ref _slots[0], Read(arguments[0], block), skipsNulls && arguments[0].HasNulls);

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        Settle();
        var other = (FoldState<TFold, TElement, TSlot>)later;
        other.Settle();
        var slots = other._slots.Span;
        for (var i = 0; i < slots.Length; i++)
            fold.Merge(ref _slots[groups[i]], slots[i]);
    }

    public override Column Finish()
    {
        Settle();
        scope.Budget.Charge(_slots.Count, Unsafe.SizeOf<TSlot>());
        return fold.Finish(_slots.Memory);
    }

    public override void SaveTo(StateWriter writer)
    {
        Settle();
        writer.Write<TSlot>(_slots.Span);
    }

    public override void LoadFrom(ref StateReader reader) => reader.Read(_slots);

    /// <summary>Puts into group 0 what is known of it elsewhere.</summary>
    protected virtual void Settle()
    {
    }

    protected static ReadOnlySpan<TElement> Read(RowExpression argument, in Block block)
    {
        if (typeof(TElement) != typeof(double))
            return ((RowExpression<TElement>)argument).Read(block);
        return MemoryMarshal.Cast<double, TElement>(DoubleRows.Read(argument, block));
    }
}
