namespace Rayforce;

/// <content>Rows.</content>
public sealed partial class RayTable
{
    /// <summary>Some of the rows, in the same memory.</summary>
    /// <param name="start">The first one, from 0.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many rows.</exception>
    public RayTable Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start > RowCount - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"The table has {RowCount} rows, not {count} from {start} on.");
        }

        return new RayTable(
            Names,
            new RayList([.. Columns.Select(column => column is RayVector vector
                ? vector.Slice(start, count)
                : (RayObject)new RayList([.. ((RayList)column).Skip(start).Take(count)]))]));
    }

    /// <summary>
    /// The rows, without mapping: <c>foreach (var row in table.Rows()) sum += row.Value&lt;long&gt;("qty");</c>
    /// </summary>
    public RayRows Rows() => new(this);

    /// <summary>The rows as records.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="map">Its mapping, which the source generator writes for a type with
    /// <see cref="RayRecordAttribute"/>.</param>
    /// <exception cref="KeyNotFoundException">The table has no column for a property.</exception>
    /// <exception cref="InvalidCastException">A column cannot be read as its property's type; the message names the
    /// column and both types.</exception>
    public IEnumerable<T> Rows<T>(RayRecordMap<T> map) =>
        (map ?? throw new ArgumentNullException(nameof(map))).Read(this);
}
