namespace Rayforce;

/// <content>Lookup.</content>
public sealed partial class RayDict
{
    /// <summary>How many keys there are.</summary>
    public int Count => Keys switch
    {
        RayVector vector => vector.Count,
        RayList list => list.Count,
        _ => 0,
    };

    /// <summary>The value of a key that is a symbol or string.</summary>
    /// <param name="key">The key's text.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public RayObject this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"The dict has no key '{key}' among its {Count}.");

    /// <summary>Looks for a key that is a symbol or string.</summary>
    /// <param name="key">The key's text.</param>
    /// <param name="value">Its value; the null where there is no such key.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue(string key, out RayObject value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (TextOf(At(Keys, i)) != key)
                continue;
            value = At(Values, i);
            return true;
        }

        value = RayNull.Instance;
        return false;
    }

    /// <summary>The keys with their values, in order.</summary>
    public IEnumerable<KeyValuePair<RayObject, RayObject>> Pairs()
    {
        for (var i = 0; i < Count; i++)
            yield return new KeyValuePair<RayObject, RayObject>(At(Keys, i), At(Values, i));
    }

    private static string? TextOf(RayObject key) => key is RaySymbol symbol ? symbol.Name : (key as RayString)?.Value;

    /// <summary>A peer may send fewer values than keys, which leaves the rest null.</summary>
    private static RayObject At(RayObject sequence, int index) => sequence switch
    {
        RayVector vector when index < vector.Count => vector.GetAtom(index),
        RayList list when index < list.Count => list[index],
        _ => RayNull.Instance,
    };
}
