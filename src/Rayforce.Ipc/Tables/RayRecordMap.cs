namespace Rayforce;

/// <summary>
/// How a record and a row of a table become each other. The source generator writes one for each
/// <see cref="RayRecordAttribute"/>.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public abstract class RayRecordMap<T>
{
    /// <summary>
    /// The rows of a table as records. The columns are looked up at once, the rows are made as they are asked for.
    /// </summary>
    /// <param name="table">A table with a column for every property; others are passed over.</param>
    /// <exception cref="KeyNotFoundException">The table has no column for a property.</exception>
    /// <exception cref="InvalidCastException">A column cannot be read as its property's type.</exception>
    public abstract IEnumerable<T> Read(RayTable table);

    /// <summary>
    /// Records as a table with a column for every property, by the table of <see cref="RayConvert"/>.
    /// </summary>
    /// <param name="records">The records.</param>
    public abstract RayTable Write(IReadOnlyList<T> records);
}
