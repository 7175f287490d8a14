namespace Rayforce;

/// <content>Conversions to .NET.</content>
public abstract partial class RayObject
{
    /// <summary>
    /// This value as .NET has it: an atom by the table of <see cref="ColumnReader.Create{T}"/>, a vector or list as an
    /// array of one of the types of that table (<c>As&lt;long[]&gt;()</c>), and anything as its own type.
    /// </summary>
    /// <typeparam name="T">The .NET type, or a type of Rayforce.</typeparam>
    /// <exception cref="InvalidCastException">This is no such value; the message names both types.</exception>
    /// <exception cref="InvalidOperationException">The value is null and the type has no null.</exception>
    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public T As<T>() => Read<T>("value");

    /// <summary>
    /// The values of a vector or list, by the table of <see cref="ColumnReader.Create{T}"/>. Those of a list may be of
    /// several types: <c>ToArray&lt;RayObject&gt;()</c> takes them as they are.
    /// </summary>
    /// <typeparam name="T">The .NET type of each.</typeparam>
    /// <exception cref="InvalidCastException">This is no vector or list, or its values are no such values; the message
    /// names both types.</exception>
    /// <exception cref="InvalidOperationException">A value is null and the type has no null.</exception>
    /// <exception cref="OverflowException">A value does not fit the type.</exception>
    public T[] ToArray<T>() => ReadAll<T>("value");

    internal T Read<T>(string name)
    {
        if (this is T same)
            return same;
        if (this is RayNull && ColumnReader.HasNull(typeof(T)))
            return default!;
        return this is (RayVector or RayList) && ArrayTypes.Find(typeof(T)) is { } toArray
            ? (T)toArray(this, name)
            : ColumnReader.For<T>(ToColumn<T>(name), name, isSingle: true).Read(0);
    }

    internal T[] ReadAll<T>(string name) => this is RayVector or RayList
        ? ColumnReader.For<T>(this, name).ReadAll()
        : throw new InvalidCastException(
            $"The {name} is {Describe()}, which has no values to read as {ColumnReader.NameOf(typeof(T))}[]: " +
            "only a vector or list has.");

    private static RayObject Checked(RayObject value) => value ?? throw new ArgumentNullException(nameof(value));

    private RayVector ToColumn<T>(string name) => this switch
    {
        RayAtom<RayChar> { Value.Value: var letter } => new RayStringVector(new RayString(new[] { letter }).Value),
        RayAtom atom => atom.ToVector(),
        RaySymbol symbol => new RaySymbolVector(symbol.Name),
        RayString text => new RayStringVector(text.Value),
        RayNull => throw new InvalidOperationException(
            $"The {name} is null, and {typeof(T).Name} has no null. Read it as RayObject, or as a nullable."),
        _ => throw new InvalidCastException(
            $"The {name} is {Describe()}, which cannot be read as {ColumnReader.NameOf(typeof(T))}. {WayToRead}"),
    };

    private string Describe() => this switch
    {
        RayVector => $"a vector of {Type}",
        RayError error => $"the error '{error.Code}'",
        RayAtom => $"an atom of {Type}",
        _ => $"a {Type}",
    };

    private string WayToRead => this switch
    {
        RayVector or RayList => "Read all its values with ToArray.",
        RayDict => "Read a value by its key, or all with ToDictionary.",
        RayTable => "Read its columns with Column, or its rows with Rows.",
        _ => "Read it as RayObject.",
    };
}
