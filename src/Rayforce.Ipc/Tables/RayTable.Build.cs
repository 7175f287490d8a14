using System.Runtime.CompilerServices;

namespace Rayforce;

/// <content>Building tables from .NET data.</content>
public sealed partial class RayTable
{
    /// <summary>A table of columns.</summary>
    /// <param name="columns">
    /// Each column's name and values: a vector or list of Rayforce, or a .NET sequence by the table of
    /// <see cref="RayConvert"/>.
    /// </param>
    /// <exception cref="ArgumentException">A name comes twice, values are no sequence or nest too deep, columns differ
    /// in length, or a text has half a surrogate pair or, as it becomes a symbol, a NUL; the message names the
    /// column.</exception>
    /// <exception cref="NotSupportedException">Values have no Rayforce type, or one is null where the type has no null;
    /// the message names the column.</exception>
    /// <exception cref="OverflowException">A moment or a time is outside what the Rayforce type holds, or an integer is
    /// the null of its type; the message names the column.</exception>
    public static RayTable FromColumns(params (string Name, object Values)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var twice = columns.GroupBy(static column => column.Name).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"The column '{twice.Key}' comes twice.", nameof(columns));
        return new RayTable(
            new RaySymbolVector([.. columns.Select(static column => column.Name)]),
            new RayList([.. columns.Select(static column => ToColumn(column.Name, column.Values))]));
    }

    /// <summary>A table of records.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="records">The records.</param>
    /// <param name="map">Its mapping, which the source generator writes for a type with
    /// <see cref="RayRecordAttribute"/>.</param>
    public static RayTable FromRecords<T>(IEnumerable<T> records, RayRecordMap<T> map) =>
        (map ?? throw new ArgumentNullException(nameof(map))).Write(
            [.. records ?? throw new ArgumentNullException(nameof(records))]);

    /// <summary>Tables of a stream of records, for an insert of each: memory holds one table at a time.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="records">The records.</param>
    /// <param name="map">Its mapping, which the source generator writes for a type with
    /// <see cref="RayRecordAttribute"/>.</param>
    /// <param name="size">How many records a table has; the last one has the rest.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was ended.</exception>
    public static async IAsyncEnumerable<RayTable> InChunks<T>(
        IAsyncEnumerable<T> records,
        RayRecordMap<T> map,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(map);
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, "A chunk has one record at least.");
        var chunk = new List<T>();
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            chunk.Add(record);
            if (chunk.Count < size)
                continue;
            yield return map.Write(chunk);
            chunk.Clear();
        }

        if (chunk.Count > 0)
            yield return map.Write(chunk);
    }

    private static RayObject ToColumn(string name, object values)
    {
        try
        {
            return RayConvert.ToRay(values);
        }
        catch (NotSupportedException e)
        {
            throw new NotSupportedException($"Column '{name}' cannot be made: {e.Message}", e);
        }
        catch (OverflowException e)
        {
            throw new OverflowException($"Column '{name}' cannot be made: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"Column '{name}' cannot be made: {e.Message}", nameof(values), e);
        }
    }
}
