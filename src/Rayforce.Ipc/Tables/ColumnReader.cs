namespace Rayforce;

/// <summary>Makes readers of columns.</summary>
public static class ColumnReader
{
    /// <summary>
    /// A reader of a column of a table, by the table of <see cref="RayObject.As{T}"/>: <c>long</c> reads columns of U8,
    /// I16, I32 and I64, <c>long[]</c> a list of such vectors, <see cref="RayObject"/> every column. The nullable of a
    /// value type reads the same columns and shows nulls; the type itself refuses them when they are read. A column that
    /// is a list is read element by element, by the same table.
    /// </summary>
    /// <typeparam name="T">The .NET type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="column">The column's name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column holds what the type cannot; the message names the column
    /// and both types.</exception>
    public static ColumnReader<T> Create<T>(RayTable table, string column) =>
        new(Open<T>(table ?? throw new ArgumentNullException(nameof(table)), column));

    /// <summary>What reads the column, for a single row of it.</summary>
    internal static ElementReader<T> Open<T>(RayTable table, string column)
    {
        var values = table[column].Open<T>($"column '{column}'");
        return values.Count == table.RowCount
            ? values
            : throw new InvalidCastException(
                $"The column '{column}' has {values.Count} values in a table of {table.RowCount} rows: " +
                "the peer sent a broken table.");
    }
}
