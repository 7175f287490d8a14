namespace Rayforce;

/// <summary>Reads many elements as one .NET type, without boxing.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
internal abstract class ElementReader<T>
{
    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }

    /// <summary>What is read, for messages: <c>column 'qty'</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether what is read is one value and no column of them.</summary>
    public bool IsSingle { get; set; }

    /// <summary>Whether values are converted here, and not by a reader that has a message of its own.</summary>
    private protected virtual bool Converts => true;

    /// <summary>The value of a row.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="InvalidOperationException">The value is null and the type has no null.</exception>
    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public T Read(int row)
    {
        if (IsNull(row))
            return Null(row);
        try
        {
            return ReadValue(row);
        }
        catch (Exception e) when (Converts && e is (OverflowException or InvalidOperationException))
        {
            throw DoesNotFit(row, e);
        }
    }

    /// <summary>Whether the value of a row is null.</summary>
    /// <param name="row">From 0.</param>
    public abstract bool IsNull(int row);

    /// <summary>All the values.</summary>
    public virtual T[] ReadAll()
    {
        var values = new T[Count];
        for (var row = 0; row < values.Length; row++)
            values[row] = Read(row);
        return values;
    }

    /// <summary>The value of a row that is not null.</summary>
    public abstract T ReadValue(int row);

    private protected virtual T Null(int row) => throw new InvalidOperationException(
        $"{Describe(row)} is null, and {typeof(T).Name} has no null. Read it as {typeof(T).Name}?.");

    private OverflowException DoesNotFit(int row, Exception inner) => new(
        $"{Describe(row)} does not fit {ReadableType.NameOf(typeof(T))}. Read it as a wider type, or as RayObject.",
        inner);

    private string Describe(int row) => IsSingle ? $"The {Name}" : $"Row {row} of the {Name}";
}
