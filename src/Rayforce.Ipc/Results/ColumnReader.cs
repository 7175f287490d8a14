namespace Rayforce;

/// <summary>Reads one column as one .NET type, without boxing.</summary>
/// <typeparam name="T">A type of the table of <see cref="ColumnReader.Create{T}"/>.</typeparam>
public abstract class ColumnReader<T>
{
    private protected ColumnReader()
    {
    }

    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }

    /// <summary>The value of a row.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="InvalidOperationException">The value is null and the type has no null: read it as a
    /// nullable.</exception>
    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public T Read(int row) => IsNull(row) ? Null(row) : ReadValue(row);

    /// <summary>Whether the value of a row is null.</summary>
    /// <param name="row">From 0.</param>
    public abstract bool IsNull(int row);

    internal string Name { get; set; } = string.Empty;

    internal abstract T ReadValue(int row);

    private protected virtual T Null(int row) => throw new InvalidOperationException(
        $"Row {row} of {Name} is null, and {typeof(T).Name} has no null. Read it as {typeof(T).Name}?.");
}
