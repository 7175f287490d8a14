using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A window join.</summary>
internal sealed class WindowJoinQuery : TableQuery
{
    private readonly string _function;
    private readonly TableQuery _left;
    private readonly TableQuery _right;
    private readonly RaySymbolVector _keys;
    private readonly Window _window;
    private readonly Projection[] _aggregates;

    public WindowJoinQuery(
        string function, TableQuery left, TableQuery right, string[] on, Window window, Projection[] aggregates)
    {
        _function = function;
        _left = left;
        _right = right ?? throw new ArgumentNullException(nameof(right));
        _keys = JoinQuery.Keys(function, on, left, right);
        _window = window ?? throw new ArgumentNullException(nameof(window));
        Names.Check(window.Column, function, nameof(window));
        if (window.Lower > window.Upper)
        {
            throw new ArgumentException(
                $"{function}: the window's lower bound {window.Lower} lies above its upper bound {window.Upper}.",
                nameof(window));
        }

        _aggregates = aggregates ?? throw new ArgumentNullException(nameof(aggregates));
        Clauses.Check(function, _aggregates.Select(static aggregate => aggregate.Name));
    }

    private protected override RayObject Build(WireVersion version) => Form.Call(
        version,
        _function,
        _keys,
        Interval(version),
        _left.ToOperand(version),
        _right.ToOperand(version),
        Form.Dict([.. _aggregates.Select(aggregate => (aggregate.Name, aggregate.Value.ToOperand(version)))]));

    /// <summary>The bounds, added to each time; made of builtins in wire version 3 too.</summary>
    private RayList Interval(WireVersion version)
    {
        var quote = new RayBuiltin(version == WireVersion.V3 ? RayType.Variadic : RayType.Unary, "quote");
        return new RayList(
            new RayBuiltin(RayType.Variadic, "map-left"),
            new RayBuiltin(RayType.Binary, "+"),
            new RayVector<long>(_window.Lower, _window.Upper),
            new RayList(
                new RayBuiltin(RayType.Binary, "at"),
                _left.ToOperand(version),
                new RayList(quote, new RaySymbol(_window.Column, quoted: true))));
    }
}
