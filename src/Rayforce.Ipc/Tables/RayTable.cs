using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>Named columns of one length.</summary>
public sealed partial class RayTable : RayObject
{
    /// <summary>Makes a table.</summary>
    /// <param name="names">The columns' names.</param>
    /// <param name="columns">As many columns, vectors or lists of one length.</param>
    /// <exception cref="ArgumentException">
    /// There are more names than columns or the reverse, a column is neither a vector nor a list, or their
    /// lengths differ, or the table would be nested more than <see cref="RayObject.MaxDepth"/> deep.
    /// </exception>
    public RayTable(RaySymbolVector names, RayList columns)
        : this(names, columns, LengthOfFirst(columns))
    {
        if (names.Count != columns.Count)
            throw new ArgumentException($"There are {names.Count} names for {columns.Count} columns.", nameof(columns));
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is not (RayVector or RayList))
                throw new ArgumentException($"Column '{names[i]}' is neither a vector nor a list.", nameof(columns));
            if (LengthOf(columns[i]) != RowCount)
            {
                throw new ArgumentException(
                    $"Column '{names[i]}' has {LengthOf(columns[i])} elements, '{names[0]}' has {RowCount}.",
                    nameof(columns));
            }
        }

        ThrowIfTooDeep();
    }

    /// <summary>Makes a table of what an older core sent, whatever it is.</summary>
    internal RayTable(RaySymbolVector names, RayList columns, int rowCount)
    {
        RowCount = rowCount;
        Names = names ?? throw new ArgumentNullException(nameof(names));
        Columns = columns ?? throw new ArgumentNullException(nameof(columns));
    }

    /// <summary>The columns' names.</summary>
    public RaySymbolVector Names { get; }

    /// <summary>
    /// The columns: vectors or lists of one length. (What an older core sent, read by option, may be anything.)
    /// </summary>
    public RayList Columns { get; }

    /// <summary>How many rows there are: the length of the first column, 0 where there is none.</summary>
    public int RowCount { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.Table;

    /// <inheritdoc/>
    public override bool IsAtom => false;

    /// <summary>Some of the rows. Fixed-width columns and texts lie where they lay; lists are copied.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public RayTable Slice(int start, int count)
    {
        if ((uint)start > (uint)RowCount)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The table has {RowCount} rows.");
        if ((uint)count > (uint)(RowCount - start))
            throw new ArgumentOutOfRangeException(nameof(count), count, $"There are {RowCount - start} rows from {start} on.");
        if (count == RowCount)
            return this;
        var columns = new RayObject[Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Columns[i] switch
            {
                RayVector vector => vector.Slice(start, count),
                RayList list => new RayList(list.Span.Slice(start, count).ToArray(), list.Attributes),
                // What an older core sent may be anything; it stays as it is.
                var other => other,
            };
        }

        return new RayTable(Names, new RayList(columns, Columns.Attributes), count);
    }

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayTable table && Names.Equals(table.Names) && Columns.Equals(table.Columns);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.Table, Names, Columns.Count);

    /// <summary>
    /// The table in a box, as <see cref="RayObject.ToRayfall"/>: at most 10 columns and 20 rows are shown.
    /// </summary>
    public override string ToString() => ToRayfall();

    internal override int Depth => Columns.Depth + 1;

    internal override void AppendRayfall(Utf8Text text) => RayfallTable.Append(text, this);

    internal override void AppendConstructor(StringBuilder text) => text.Append("Table").AppendElements(Names);

    private protected override string WayToRead => "Read its columns with Column, or its rows with Rows.";

    internal static int LengthOfFirst(RayList columns) =>
        (columns ?? throw new ArgumentNullException(nameof(columns))).Count == 0 ? 0 : LengthOf(columns[0]);

    /// <summary>Whether all are vectors or lists of a length.</summary>
    internal static bool AreColumns(RayList columns, int length)
    {
        foreach (var column in columns)
        {
            if (column is not (RayVector or RayList) || column.ElementCount != length)
                return false;
        }

        return true;
    }

    private static int LengthOf(RayObject column) => column is RayVector or RayList ? column.ElementCount : 1;
}
