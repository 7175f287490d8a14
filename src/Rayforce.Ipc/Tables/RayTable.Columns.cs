namespace Rayforce;

/// <content>Columns by name and position.</content>
public sealed partial class RayTable
{
    private Dictionary<string, int>? _positions;

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => Names.Count;

    /// <summary>The columns' names and types, in order.</summary>
    public IReadOnlyList<RayColumnSchema> Schema =>
        [.. Names.ToArray().Select((name, i) => new RayColumnSchema(name, Columns[i].Type))];

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public RayObject this[string name] => Columns[IndexOf(name)];

    /// <summary>A column.</summary>
    /// <param name="position">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such column.</exception>
    public RayObject this[int position] => (uint)position < (uint)ColumnCount
        ? Columns[position]
        : throw new ArgumentOutOfRangeException(nameof(position), position, $"The table has {ColumnCount} columns.");

    /// <summary>The position of a column; of the first one where a name comes twice.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public int IndexOf(string name) =>
        Positions().TryGetValue(name ?? throw new ArgumentNullException(nameof(name)), out var position)
            ? position
            : throw new KeyNotFoundException(
            $"The table has no column '{name}'. It has {string.Join(", ", Names.ToArray())}.");

    /// <summary>Whether the table has a column.</summary>
    /// <param name="name">Its name.</param>
    public bool HasColumn(string name) => Positions().ContainsKey(name);

    /// <summary>
    /// The values of a fixed-width column as they lie in memory:
    /// <c>ReadOnlySpan&lt;long&gt; qty = table.Column&lt;long&gt;("qty")</c>. Its nulls are the sentinels of the type,
    /// <see cref="RayVector{T}.IsNull"/> tells them.
    /// </summary>
    /// <typeparam name="T">The element type of the column itself.</typeparam>
    /// <param name="name">The column's name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column is of another type; the message names the column and
    /// both types.</exception>
    public RayVector<T> Column<T>(string name)
        where T : unmanaged => Column<T>(IndexOf(name));

    /// <summary>The values of a fixed-width column as they lie in memory.</summary>
    /// <typeparam name="T">The element type of the column itself.</typeparam>
    /// <param name="position">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column is of another type; the message names the column and
    /// both types.</exception>
    public RayVector<T> Column<T>(int position)
        where T : unmanaged => this[position] as RayVector<T>
        ?? throw new InvalidCastException(
            $"The column '{Names[position]}' holds {this[position].Type}, " +
            $"not {RayElement<T>.Type} ({typeof(T).Name}).");

    /// <summary>Names may be sent by a peer, so one may come twice; the first one counts.</summary>
    private Dictionary<string, int> Positions()
    {
        if (_positions is { } known)
            return known;
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = Names.Count - 1; i >= 0; i--)
            positions[Names[i]] = i;
        return _positions = positions;
    }
}
