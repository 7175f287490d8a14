using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The global names as one request sees them: the snapshot that it began with, and what it has bound itself.
/// </summary>
internal sealed class Globals(Snapshot snapshot)
{
    private Dictionary<int, Value>? _written;

    /// <summary>What the request has bound; <see cref="Unbound"/> where it has taken a name away.</summary>
    public IReadOnlyDictionary<int, Value>? Written => _written;

    public Value? Find(int name)
    {
        if (_written is not null && _written.TryGetValue(name, out var own))
            return Unbound.Is(own) ? default(Value?) : own;
        return snapshot.Values.TryGetValue(name, out var value) ? value : default(Value?);
    }

    public void Set(int name, Value value) => (_written ??= [])[name] = value;

    /// <summary>Makes a name mean nothing.</summary>
    public void Remove(int name) => Set(name, Unbound.Value);

    /// <summary>Whether a builtin's name is bound to something else.</summary>
    public bool AreBuiltinsRebound { get; set; } = snapshot.AreBuiltinsRebound;

    /// <summary>All names that are bound.</summary>
    public IEnumerable<int> Names => snapshot.Values.Keys
        .Union(_written?.Keys ?? Enumerable.Empty<int>())
        .Where(name => Find(name) is not null);
}
