using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Finds entries of dicts by key; the type of a key counts.</summary>
internal static class DictLookup
{
    /// <summary>The place of the first entry of a key, or -1.</summary>
    public static int IndexOf(Budget budget, DictValue dict, Value key)
    {
        if (dict.Keys is Column<int> ints)
            return key.Scalar?.Type == ints.Type ? ints.Span.IndexOf((int)key.Bits) : -1;
        if (dict.Keys is Column<long> longs)
            return key.Scalar?.Type == longs.Type ? longs.Span.IndexOf(key.Bits) : -1;
        var identity = new ValueIdentity(budget);
        for (var i = 0; i < dict.Keys.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            if (identity.Equals(dict.Keys[i], key))
                return i;
        }

        return -1;
    }

    /// <summary>The places of all keys, for whoever asks for many; the first entry of a key counts.</summary>
    public static Dictionary<Value, int> Index(Budget budget, Column keys)
    {
        budget.Charge(keys.Count, 48);
        var places = new Dictionary<Value, int>(keys.Count, new ValueIdentity(budget));
        for (var i = 0; i < keys.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            places.TryAdd(keys[i], i);
        }

        return places;
    }
}
