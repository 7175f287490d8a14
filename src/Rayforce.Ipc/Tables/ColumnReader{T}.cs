namespace Rayforce;

/// <summary>Reads one column as one .NET type, without boxing.</summary>
/// <typeparam name="T">A type of the table of <see cref="RayObject.As{T}"/>.</typeparam>
public sealed class ColumnReader<T>
{
    private readonly ElementReader<T> _values;

    internal ColumnReader(ElementReader<T> values) => _values = values;

    /// <summary>How many values there are.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a row.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="InvalidOperationException">The value is null and the type has no null: read it as
    /// a nullable.</exception>
    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public T Read(int row) => _values.Read(row);

    /// <summary>Whether the value of a row is null.</summary>
    /// <param name="row">From 0.</param>
    public bool IsNull(int row) => _values.IsNull(row);
}
