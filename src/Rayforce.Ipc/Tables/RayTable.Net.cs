namespace Rayforce;

/// <content>Records that know their mapping, for which .NET Standard lacks static members of interfaces.</content>
public sealed partial class RayTable
{
    /// <summary>The rows as records.</summary>
    /// <typeparam name="T">The record, a type with <see cref="RayRecordAttribute"/>.</typeparam>
    /// <exception cref="KeyNotFoundException">The table has no column for a property.</exception>
    /// <exception cref="InvalidCastException">A column cannot be read as its property's type; the message names the
    /// column and both types.</exception>
    public IEnumerable<T> Rows<T>()
        where T : IRayRecord<T> => Rows(T.RayMap);

    /// <summary>A table of records.</summary>
    /// <typeparam name="T">The record, a type with <see cref="RayRecordAttribute"/>.</typeparam>
    /// <param name="records">The records.</param>
    public static RayTable FromRecords<T>(IEnumerable<T> records)
        where T : IRayRecord<T> => FromRecords(records, T.RayMap);

    /// <summary>Tables of a stream of records, for an insert of each: memory holds one table at a time.</summary>
    /// <typeparam name="T">The record, a type with <see cref="RayRecordAttribute"/>.</typeparam>
    /// <param name="records">The records.</param>
    /// <param name="size">How many records a table has; the last one has the rest.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was ended.</exception>
    public static IAsyncEnumerable<RayTable> InChunks<T>(
        IAsyncEnumerable<T> records, int size, CancellationToken cancellationToken = default)
        where T : IRayRecord<T> => InChunks(records, T.RayMap, size, cancellationToken);
}
