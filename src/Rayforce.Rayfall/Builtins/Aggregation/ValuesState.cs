using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of an aggregate that needs all values of a group at once.</summary>
internal sealed class ValuesState<TResult>(RowScope scope, TResult result) : AggregateState
    where TResult : struct, IValuesResult
{
    private readonly GrowingArray<double> _values = new(scope.Budget);

    // The group of each value; nothing as long as all belong to group 0.
    private readonly GrowingArray<int> _groups = new(scope.Budget);
    private int _count;

    public override int Groups => _count;

    public override void Grow(int groups) => _count = Math.Max(_count, groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        var source = DoubleRows.Read(arguments[0], block);
        _groups.Grow(_values.Count);
        var start = _values.Count;
        var values = _values.Append(source.Length);
        var owners = _groups.Append(source.Length);
        if (!arguments[0].HasNulls)
        {
            source.CopyTo(values);
            groups[..source.Length].CopyTo(owners);
            return;
        }

        var count = 0;
        for (var i = 0; i < source.Length; i++)
        {
            (values[count], owners[count]) = (source[i], groups[i]);
            if (!double.IsNaN(source[i]))
                count++;
        }

        _values.Cut(start + count);
        _groups.Cut(start + count);
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block)
    {
        var source = DoubleRows.Read(arguments[0], block);
        var start = _values.Count;
        var values = _values.Append(source.Length);
        source.CopyTo(values);
        if (arguments[0].HasNulls)
            _values.Cut(start + FloatReductions.DropNulls(values));
    }

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        var other = (ValuesState<TResult>)later;
        if (_groups.Count > 0 || other._groups.Count > 0 || groups is not [0])
        {
            _groups.Grow(_values.Count);
            other._groups.Grow(other._values.Count);
            var owners = _groups.Append(other._values.Count);
            for (var i = 0; i < owners.Length; i++)
                owners[i] = groups[other._groups[i]];
        }

        other._values.Span.CopyTo(_values.Append(other._values.Count));
    }

    public override Column Finish()
    {
        scope.Budget.Charge(_count, sizeof(double));
        var results = new double[_count];
        if (_groups.Count == 0)
        {
            results.AsSpan().Fill(double.NaN);
            if (_count > 0)
                results[0] = result.Of(_values.Span);
            return FloatResults.Wrap(results);
        }

        // The values group by group, those of a group in their order.
        _groups.Grow(_values.Count);
        scope.Budget.Charge(_values.Count, sizeof(double));
        scope.Budget.Charge(_count + 1L, sizeof(int));
        var starts = new int[_count + 1];
        foreach (var group in _groups.Span)
            starts[group + 1]++;
        for (var group = 0; group < _count; group++)
            starts[group + 1] += starts[group];
        var ordered = LargeArray.Allocate<double>(_values.Count);
        for (var i = 0; i < ordered.Length; i++)
            ordered[starts[_groups[i]]++] = _values[i];
        var start = 0;
        for (var group = 0; group < _count; group++)
        {
            if (group % 1024 == 0)
                scope.Budget.Check();
            results[group] = result.Of(ordered.AsSpan(start, starts[group] - start));
            start = starts[group];
        }

        return FloatResults.Wrap(results);
    }

    public override void SaveTo(StateWriter writer)
    {
        writer.Write<int>([_count]);
        writer.Write<double>(_values.Span);
        writer.Write<int>(_groups.Span);
    }

    public override void LoadFrom(ref StateReader reader)
    {
        var counts = new GrowingArray<int>(scope.Budget);
        reader.Read(counts);
        reader.Read(_values);
        reader.Read(_groups);
        _count = counts.Count == 1 ? counts[0] : -1;
        if (_count < 0 || (_groups.Count != 0 && _groups.Count != _values.Count))
            throw StateReader.Damaged;
        foreach (var group in _groups.Span)
        {
            if ((uint)group >= (uint)_count)
                throw StateReader.Damaged;
        }
    }
}
