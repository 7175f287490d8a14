namespace Rayforce;

/// <content>Rows.</content>
public sealed partial class RayTable
{
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
