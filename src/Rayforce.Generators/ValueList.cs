using System.Collections;

namespace Rayforce.Generators;

/// <summary>A list that is equal to another one with equal elements.</summary>
internal sealed class ValueList<T>(T[] items) : IEquatable<ValueList<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(ValueList<T>? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => items.Length == 0 ? 0 : items[0].GetHashCode() * 31 + items.Length;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
