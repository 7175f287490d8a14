using System.Collections;
using System.Collections.ObjectModel;

namespace Rayforce;

/// <content>Lookup.</content>
public sealed partial class RayDict
{
    /// <summary>How many keys there are.</summary>
    public int Count => Keys.ElementCount;

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

    /// <summary>
    /// The values by the texts of their keys, each read as <see cref="RayObject.As{T}"/> does: <c>long</c>,
    /// <c>long[]</c>, <see cref="RayDict"/>, or <see cref="RayObject"/> where they are of several types. Of a key that
    /// comes twice the first one counts.
    /// </summary>
    /// <typeparam name="T">The .NET type of each value, or a type of Rayforce.</typeparam>
    /// <exception cref="InvalidCastException">A key is no symbol or string, or a value is no such value; the message
    /// names the key and both types.</exception>
    /// <exception cref="InvalidOperationException">A value is null and the type has no null.</exception>
    /// <exception cref="OverflowException">A value does not fit the type.</exception>
    public Dictionary<string, T> ToDictionary<T>()
    {
        var values = new Dictionary<string, T>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            var key = At(Keys, i);
            var text = TextOf(key) ?? throw new InvalidCastException(
                $"Key {i} of the dict is {key.Type}, which is no text. Read the dict with Pairs.");
            if (!values.ContainsKey(text))
                values.Add(text, At(Values, i).Read<T>($"value of the key '{text}'"));
        }

        return values;
    }

    /// <summary>
    /// The dict as a dictionary of .NET, by the texts of its keys. Of a key that comes twice the first one counts.
    /// </summary>
    /// <exception cref="InvalidCastException">A key is no symbol or string; the message says which one.</exception>
    public IReadOnlyDictionary<string, RayObject> AsDictionary() =>
        new ReadOnlyDictionary<string, RayObject>(ToDictionary<RayObject>());

    /// <summary>The keys with their values, in order.</summary>
    public IEnumerable<KeyValuePair<RayObject, RayObject>> Pairs() => this;

    /// <summary>The keys with their values, in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<RayObject, RayObject>> IEnumerable<KeyValuePair<RayObject, RayObject>>.GetEnumerator() =>
        GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string? TextOf(RayObject key) => key is RaySymbol symbol ? symbol.Name : (key as RayString)?.Value;

    /// <summary>An older core may send fewer values than keys, which leaves the rest null.</summary>
    private static RayObject At(RayObject sequence, int index) =>
        index < sequence.ElementCount ? sequence.ElementAt(index) : RayNull.Instance;

    /// <summary>Walks the keys with their values.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<RayObject, RayObject>>
    {
        private readonly RayDict _dict;
        private readonly int _count;
        private int _index;

        internal Enumerator(RayDict dict)
        {
            _dict = dict;
            _count = dict.Count;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly KeyValuePair<RayObject, RayObject> Current =>
            new(At(_dict.Keys, _index), At(_dict.Values, _index));

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
