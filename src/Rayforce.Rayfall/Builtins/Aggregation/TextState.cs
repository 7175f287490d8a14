using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of an aggregate that keeps one string of each group. The empty one, the null, does not count.</summary>
internal sealed class TextState(RowScope scope, TextExtreme choice) : AggregateState
{
    private readonly GrowingArray<ReadOnlyMemory<byte>> _texts = new(scope.Budget);

    public override int Groups => _texts.Count;

    public override void Grow(int groups) => _texts.Grow(groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        var argument = (TextExpression)arguments[0];
        var rows = argument.Rows.Read(block);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
                Add(ref _texts[groups[i]], argument.Texts[rows[i]]);
        }
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block)
    {
        var argument = (TextExpression)arguments[0];
        foreach (var row in argument.Rows.Read(block))
        {
            if (row >= 0)
                Add(ref _texts[0], argument.Texts[row]);
        }
    }

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        var texts = ((TextState)later)._texts.Span;
        for (var i = 0; i < texts.Length; i++)
            Add(ref _texts[groups[i]], texts[i]);
    }

    public override Column Finish()
    {
        var texts = new TextBlockBuilder(scope.Budget, _texts.Count);
        foreach (var text in _texts.Span)
            texts.Add(text.Span);
        return texts.ToColumn();
    }

    public override void SaveTo(StateWriter writer) => writer.Write(Finish());

    public override void LoadFrom(ref StateReader reader)
    {
        if (reader.Column() is not TextColumn texts)
            throw StateReader.Damaged;
        Grow(texts.Count);
        for (var i = 0; i < texts.Count; i++)
            _texts[i] = texts.Utf8Memory(i);
    }

    private void Add(ref ReadOnlyMemory<byte> slot, ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty)
            return;
        var isBetter = slot.IsEmpty || choice switch
        {
            TextExtreme.First => false,
            TextExtreme.Last => true,
            TextExtreme.Least => text.Span.SequenceCompareTo(slot.Span) < 0,
            _ => text.Span.SequenceCompareTo(slot.Span) > 0,
        };
        if (isBetter)
            slot = text;
    }
}
