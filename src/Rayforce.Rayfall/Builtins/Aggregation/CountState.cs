using System.Runtime.CompilerServices;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>How many rows there are, those with nulls among them. It does not look at them.</summary>
internal sealed class CountState(RowScope scope) : AggregateState
{
    private readonly GrowingArray<long> _counts = new(scope.Budget);

    public override int Groups => _counts.Count;

    public override void Grow(int groups) => _counts.Grow(groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        ref var count = ref _counts.First;
        foreach (var group in groups[..block.Count])
            Unsafe.Add(ref count, group)++;
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block) => _counts[0] += block.Count;

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        var counts = ((CountState)later)._counts.Span;
        for (var i = 0; i < counts.Length; i++)
            _counts[groups[i]] += counts[i];
    }

    public override Column Finish() => ElementTypes.I64.Wrap(_counts.Memory, hasNulls: false);

    public override void SaveTo(StateWriter writer) => writer.Write<long>(_counts.Span);

    public override void LoadFrom(ref StateReader reader) => reader.Read(_counts);
}
