namespace Rayforce;

/// <summary>A row of a table.</summary>
public readonly struct RayRow : IEquatable<RayRow>
{
    internal RayRow(RayTable table, int index)
    {
        Table = table;
        Index = index;
    }

    /// <summary>The table.</summary>
    public RayTable Table { get; }

    /// <summary>The row's number, from 0.</summary>
    public int Index { get; }

    /// <summary>The value of a fixed-width column, by the column's own type; the sentinel where it is null.</summary>
    /// <typeparam name="T">The element type of the column itself.</typeparam>
    /// <param name="column">The column's name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column is of another type; the message names the column and
    /// both types.</exception>
    /// <exception cref="IndexOutOfRangeException">A peer sent a column that is shorter than the first one.</exception>
    public T Value<T>(string column)
        where T : unmanaged => Table.Column<T>(column)[Index];

    /// <summary>The value of a fixed-width column, by the column's own type; the sentinel where it is null.</summary>
    /// <typeparam name="T">The element type of the column itself.</typeparam>
    /// <param name="column">The column's position.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column is of another type; the message names the column and
    /// both types.</exception>
    /// <exception cref="IndexOutOfRangeException">A peer sent a column that is shorter than the first one.</exception>
    public T Value<T>(int column)
        where T : unmanaged => Table.Column<T>(column)[Index];

    /// <summary>The text of a Symbol or String column.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column holds no texts.</exception>
    public string Text(string column) => ColumnReader.Open<string>(Table, column).Read(Index);

    /// <summary>Whether the value of a column is null.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public bool IsNull(string column) => ColumnReader.Open<RayObject>(Table, column).IsNull(Index);

    /// <summary>The value as a .NET value, by the table of <see cref="RayObject.As{T}"/>.</summary>
    /// <typeparam name="T">The .NET type.</typeparam>
    /// <param name="column">The column's name.</param>
    public T As<T>(string column) => ColumnReader.Open<T>(Table, column).Read(Index);

    /// <inheritdoc/>
    public bool Equals(RayRow other) => ReferenceEquals(Table, other.Table) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RayRow other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Index;

    /// <summary>Whether both are the same row of the same table.</summary>
    public static bool operator ==(RayRow left, RayRow right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(RayRow left, RayRow right) => !left.Equals(right);
}
