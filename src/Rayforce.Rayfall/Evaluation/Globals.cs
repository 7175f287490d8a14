using System.Collections.Immutable;

namespace Rayforce.Rayfall;

/// <summary>
/// The global names as one request sees them: the snapshot that it began with, and what it has written itself. Nobody
/// else sees the writes before they are published.
/// </summary>
internal sealed class Globals(ImmutableDictionary<string, RayObject> snapshot)
{
    private Dictionary<string, RayObject>? _written;

    /// <summary>Whether anything was written.</summary>
    public bool IsChanged => _written is not null;

    public RayObject? Find(string name) =>
        _written?.TryGetValue(name, out var value) == true || snapshot.TryGetValue(name, out value) ? value : null;

    public void Set(string name, RayObject value) =>
        (_written ??= new Dictionary<string, RayObject>(StringComparer.Ordinal))[name] = value;

    /// <summary>The snapshot with the writes in it.</summary>
    public ImmutableDictionary<string, RayObject> Merge() => _written is null ? snapshot : snapshot.SetItems(_written);
}
