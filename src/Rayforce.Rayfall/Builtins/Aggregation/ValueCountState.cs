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
        foreach (ref readonly var entry in other._values.Entries)
            _values.Add(groups[entry.Group], Translate(other, entry.Value), entry.Count);
    }

    public override Column Finish()
    {
        scope.Budget.Charge(_groups, 16 + elements.Width);
        var counts = new long[_groups];
        if (!isMode)
        {
            foreach (ref readonly var entry in _values.Entries)
                counts[entry.Group]++;
            return ElementTypes.I64.Wrap(counts, hasNulls: false);
        }

        var modes = new T[_groups];
        modes.AsSpan().Fill(elements.Null);
        foreach (ref readonly var entry in _values.Entries)
        {
            if (entry.Count > counts[entry.Group])
                (counts[entry.Group], modes[entry.Group]) = (entry.Count, entry.Value);
        }

        return ToColumn(modes);
    }

    public override void SaveTo(StateWriter writer)
    {
        var entries = _values.Entries;
        scope.Budget.Charge(entries.Length, sizeof(int) + sizeof(long) + elements.Width);
        var (groups, counts, values) = (new int[entries.Length], new long[entries.Length], new T[entries.Length]);
        for (var i = 0; i < entries.Length; i++)
            (groups[i], counts[i], values[i]) = (entries[i].Group, entries[i].Count, entries[i].Value);
        writer.Write<int>([_groups]);
        writer.Write<int>(groups);
        writer.Write<long>(counts);
        writer.Write(ToColumn(values));
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
