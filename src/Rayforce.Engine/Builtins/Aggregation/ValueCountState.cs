using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// The state of an aggregate that counts the different values of each group: how many there are, or which one comes
/// most often, of several the one that came first.
/// </summary>
/// <param name="scope">The limits of the request.</param>
/// <param name="elements">The type of the values.</param>
/// <param name="isMode">Whether the most frequent value is asked for, not the number of values.</param>
/// <param name="skipsNulls">Whether nulls do not count.</param>
internal class ValueCountState<T>(RowScope scope, ElementType<T> elements, bool isMode, bool skipsNulls) : AggregateState
    where T : unmanaged
{
    private readonly GroupedValues<T> _values = new(scope.Budget);
    private int _groups;

    protected RowScope Scope => scope;

    public override int Groups => _groups;

    public override void Grow(int groups) => _groups = Math.Max(_groups, groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        var values = Read(arguments[0], block);
        for (var i = 0; i < values.Length; i++)
        {
            if (!skipsNulls || !elements.IsNull(values[i]))
                _values.Add(groups[i], values[i]);
        }
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block)
    {
        foreach (var value in Read(arguments[0], block))
        {
            if (!skipsNulls || !elements.IsNull(value))
                _values.Add(0, value);
        }
    }

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        var other = (ValueCountState<T>)later;
        var values = other._values;
        for (var i = 0; i < values.Values.Count; i++)
            _values.Add(groups[values.Groups[i]], Translate(other, values.Values[i]), values.Counts[i]);
    }

    public override Column Finish()
    {
        scope.Budget.Charge(_groups, 16 + elements.Width);
        var counts = new long[_groups];
        if (!isMode)
        {
            foreach (var group in _values.Groups.Span)
                counts[group]++;
            return ElementTypes.I64.Wrap(counts, hasNulls: false);
        }

        var modes = new T[_groups];
        modes.AsSpan().Fill(elements.Null);
        for (var i = 0; i < _values.Values.Count; i++)
        {
            var group = _values.Groups[i];
            if (_values.Counts[i] > counts[group])
                (counts[group], modes[group]) = (_values.Counts[i], _values.Values[i]);
        }

        return ToColumn(modes);
    }

    public override void SaveTo(StateWriter writer)
    {
        writer.Write<int>([_groups]);
        writer.Write<int>(_values.Groups.Span);
        writer.Write<long>(_values.Counts.Span);
        writer.Write(ToColumn(_values.Values.Span.ToArray()));
    }

    public override void LoadFrom(ref StateReader reader)
    {
        var counted = new GrowingArray<int>(scope.Budget);
        var groups = new GrowingArray<int>(scope.Budget);
        var counts = new GrowingArray<long>(scope.Budget);
        reader.Read(counted);
        reader.Read(groups);
        reader.Read(counts);
        var values = FromColumn(reader.Column());
        if (counted.Count != 1 || counted[0] < 0 || counts.Count != groups.Count || values.Length != groups.Count)
            throw StateReader.Damaged;
        _groups = counted[0];
        for (var i = 0; i < values.Length; i++)
        {
            if ((uint)groups[i] >= (uint)_groups)
                throw StateReader.Damaged;
            _values.Add(groups[i], values[i], counts[i]);
        }
    }

    /// <summary>The values of a block.</summary>
    protected virtual ReadOnlySpan<T> Read(RowExpression argument, in Block block) =>
        ((RowExpression<T>)argument).Read(block);

    /// <summary>A value of another state as one of this.</summary>
    protected virtual T Translate(ValueCountState<T> other, T value) => value;

    protected virtual Column ToColumn(T[] values) =>
        elements.Type == RayType.Symbol ? elements.Wrap(values, hasNulls: true) : elements.Wrap(values);

    protected virtual ReadOnlySpan<T> FromColumn(Column column) =>
        column is Column<T> values && values.Elements == elements ? values.Span : throw StateReader.Damaged;
}
