using System.Collections;

namespace Rayforce;

/// <summary>The rows of a table. Enumerating them allocates nothing.</summary>
public readonly struct RayRows : IReadOnlyList<RayRow>, IEquatable<RayRows>
{
    private readonly RayTable _table;

    internal RayRows(RayTable table) => _table = table;

    /// <inheritdoc/>
    public int Count => _table.RowCount;

    /// <inheritdoc/>
    public RayRow this[int index] => (uint)index < (uint)Count
        ? new RayRow(_table, index)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The table has {Count} rows.");

    /// <summary>The rows, one by one.</summary>
    public Enumerator GetEnumerator() => new(_table);

    IEnumerator<RayRow> IEnumerable<RayRow>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(RayRows other) => ReferenceEquals(_table, other._table);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RayRows other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _table.GetHashCode();

    /// <summary>Whether both are the rows of the same table.</summary>
    public static bool operator ==(RayRows left, RayRows right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(RayRows left, RayRows right) => !left.Equals(right);

    /// <summary>Walks the rows.</summary>
    public struct Enumerator : IEnumerator<RayRow>
    {
        private readonly RayTable _table;
        private readonly int _count;
        private int _index;

        internal Enumerator(RayTable table)
        {
            _table = table;
            _count = table.RowCount;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly RayRow Current => new(_table, _index);

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
