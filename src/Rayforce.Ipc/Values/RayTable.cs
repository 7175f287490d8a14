namespace Rayforce;

/// <summary>Named columns of one length.</summary>
public sealed partial class RayTable : RayObject
{
    /// <summary>Makes a table.</summary>
    /// <param name="names">The columns' names.</param>
    /// <param name="columns">As many columns, vectors or lists of one length.</param>
    /// <exception cref="ArgumentException">There are more names than columns or the reverse.</exception>
    public RayTable(RaySymbolVector names, RayList columns)
    {
        Names = names ?? throw new ArgumentNullException(nameof(names));
        Columns = columns ?? throw new ArgumentNullException(nameof(columns));
        if (names.Count != columns.Count)
            throw new ArgumentException($"There are {names.Count} names for {columns.Count} columns.", nameof(columns));
    }

    /// <summary>The columns' names.</summary>
    public RaySymbolVector Names { get; }

    /// <summary>The columns: vectors or lists of one length; a peer may send anything else.</summary>
    public RayList Columns { get; }

    /// <summary>How many rows there are: the length of the first column, 0 where there is none.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0] switch
    {
        RayVector vector => vector.Count,
        RayList list => list.Count,
        _ => 1,
    };

    /// <inheritdoc/>
    public override RayType Type => RayType.Table;

    /// <inheritdoc/>
    public override bool IsAtom => false;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayTable table && Names.Equals(table.Names) && Columns.Equals(table.Columns);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.Table, Names, Columns.Count);
}
