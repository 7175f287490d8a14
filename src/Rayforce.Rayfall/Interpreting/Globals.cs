using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The global names as one request sees them: the snapshot that it began with, or took since, and what it has bound
/// itself. From <see cref="Begin"/> to <see cref="End"/> they are one request's.
/// </summary>
internal sealed class Globals
{
    private Snapshot _snapshot = null!;
    private Symbols _symbols = null!;
    private Budget _budget = null!;
    private Dictionary<int, Value>? _written;
    private Renumbering? _imported;

    /// <summary>What the request has bound; <see cref="Unbound"/> where it has taken a name away.</summary>
    public IReadOnlyDictionary<int, Value>? Written => _written;

    /// <summary>Whether a builtin's name is bound to something else.</summary>
    public bool AreBuiltinsRebound { get; set; }

    /// <summary>All names that are bound.</summary>
    public IEnumerable<int> Names => _snapshot.Values.Keys
        .Select(name => _symbols.Import(name, _snapshot.Symbols))
        .Union(_written?.Keys ?? Enumerable.Empty<int>())
        .Where(name => Find(name) is not null);

    /// <summary>A request begins that sees a snapshot.</summary>
    public void Begin(Snapshot snapshot, Symbols symbols, Budget budget) =>
        (_snapshot, _symbols, _budget, AreBuiltinsRebound) = (snapshot, symbols, budget, snapshot.AreBuiltinsRebound);

    /// <summary>Lets go of everything that was the request's.</summary>
    public void End() =>
        (_snapshot, _symbols, _budget, _written, _imported) = (null!, null!, null!, null, null);

    public Value? Find(int name)
    {
        if (_written is not null && _written.TryGetValue(name, out var own))
            return Unbound.Is(own) ? default(Value?) : own;
        if (_imported is not null)
            return FindImported(name);
        return _snapshot.Values.TryGetValue(name, out var value) ? value : default(Value?);
    }

    public void Set(int name, Value value) => (_written ??= [])[name] = value;

    /// <summary>Makes a name mean nothing.</summary>
    public void Remove(int name) => Set(name, Unbound.Value);

    /// <summary>
    /// Goes on with another snapshot, which has what the request has bound so far. Its symbols may have numbers that the
    /// request does not know.
    /// </summary>
    public void Refresh(Snapshot current)
    {
        (_snapshot, _written, AreBuiltinsRebound) = (current, null, current.AreBuiltinsRebound);
        _imported = new Renumbering(_budget, id => _symbols.Import(id, current.Symbols));
    }

    private Value? FindImported(int name) =>
        _snapshot.Values.TryGetValue(_symbols.FindIn(_snapshot.Symbols, name), out var value)
            ? _imported!.Of(value)
            : default(Value?);
}
