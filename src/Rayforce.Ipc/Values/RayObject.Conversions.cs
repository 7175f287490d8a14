namespace Rayforce;

/// <content>Conversions to .NET.</content>
public abstract partial class RayObject
{
    /// <summary>
    /// This value as .NET has it: an atom as one of these types, a vector or list as an array of one of them
    /// (<c>As&lt;long[]&gt;()</c>), and anything as its own type.
    /// <list type="table">
    /// <listheader><term>.NET</term><description>what can be read as it</description></listheader>
    /// <item><term><see cref="bool"/>, <see cref="byte"/>, <see cref="float"/></term><description>B8, U8,
    /// F32</description></item>
    /// <item><term><see cref="short"/>, <see cref="int"/>, <see cref="long"/></term><description>U8, I16, I32, I64;
    /// a value that does not fit is an <see cref="OverflowException"/></description></item>
    /// <item><term><see cref="double"/></term><description>F64, F32, and the integers</description></item>
    /// <item><term><see cref="string"/></term><description>Symbol, String</description></item>
    /// <item><term><see cref="DateTime"/>, <see cref="DateTimeOffset"/></term><description>Timestamp, in UTC, what
    /// is below a tick of 100 nanoseconds dropped towards the past; Date</description></item>
    /// <item><term>DateOnly, TimeOnly (not on .NET Standard)</term><description>Date of the years 1 to 9999, Time of
    /// one day; anything else is an <see cref="OverflowException"/></description></item>
    /// <item><term><see cref="TimeSpan"/></term><description>Time; Timespan, where one that is no whole number of ticks
    /// of 100 nanoseconds is an <see cref="OverflowException"/></description></item>
    /// <item><term><see cref="Guid"/></term><description>Guid</description></item>
    /// <item><term><see cref="RayDate"/>, <see cref="RayTime"/>, <see cref="RayTimestamp"/>, <see cref="RayTimespan"/>,
    /// <see cref="RayGuid"/></term><description>their own type</description></item>
    /// <item><term>an array of one of these</term><description>vectors and lists, and lists of them</description>
    /// </item>
    /// <item><term><see cref="RayObject"/></term><description>everything</description></item>
    /// </list>
    /// The nullable of a value type reads the same and shows nulls; the type itself refuses them. A list is read
    /// element by element, by the same table.
    /// </summary>
    /// <typeparam name="T">The .NET type, or a type of Rayforce.</typeparam>
    /// <exception cref="InvalidCastException">This is no such value; the message names both types.</exception>
    /// <exception cref="InvalidOperationException">The value is null and the type has no null.</exception>
    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public T As<T>() => Read<T>("value");

    /// <summary>
    /// The values of a vector or list, by the table of <see cref="As{T}"/>. Those of a list may be of several types:
    /// <c>ToArray&lt;RayObject&gt;()</c> takes them as they are.
    /// </summary>
    /// <typeparam name="T">The .NET type of each.</typeparam>
    /// <exception cref="InvalidCastException">This is no vector or list, or its values are no such values; the message
    /// names both types.</exception>
    /// <exception cref="InvalidOperationException">A value is null and the type has no null.</exception>
    /// <exception cref="OverflowException">A value does not fit the type.</exception>
    public T[] ToArray<T>() => ReadAll<T>("value");

    /// <summary>The .NET type that messages suggest to read this as.</summary>
    internal virtual string ReadAs => nameof(RayObject);

    /// <summary>How else this can be read, for messages.</summary>
    private protected virtual string WayToRead => "Read it as RayObject.";

    internal T Read<T>(string name)
    {
        if (this is T same)
            return same;
        if (this is RayAtom<RayChar> { Value.Value: var letter })
            return new RayString([letter]).Read<T>(name);
        if (this is RayNull)
            return ReadableType.HasNull(typeof(T)) ? default! : throw new InvalidOperationException(
                $"The {name} is null, and {typeof(T).Name} has no null. Read it as RayObject, or as a nullable.");
        if (this is RayVector or RayList)
            return ArrayTypes.Find(typeof(T)) is { } toArray ? (T)toArray(this, name) : throw NoSingle<T>(name);
        return this is RayAtom or RaySymbol or RayString
            ? Named(FindReader(typeof(T)) as ElementReader<T>, name, isSingle: true).Read(0)
            : throw NoSingle<T>(name);
    }

    internal T[] ReadAll<T>(string name) => this is RayVector or RayList
        ? Open<T>(name).ReadAll()
        : throw new InvalidCastException(
            $"The {name} is {Describe()}, which has no values to read as {ReadableType.NameOf(typeof(T))}[]: " +
            "only a vector or list has.");

    /// <summary>A reader of the values of a vector or list.</summary>
    /// <param name="name">What it is, for messages: <c>column 'qty'</c>.</param>
    /// <exception cref="InvalidCastException">It is none, or its values are no such values.</exception>
    internal ElementReader<T> Open<T>(string name)
    {
        var reader = this is RayVector or RayList ? FindReader(typeof(T)) as ElementReader<T> : null;
        if (reader is null && this is RayList list)
            reader = new ListReader<T>(list);
        return Named(reader, name, isSingle: false);
    }

    /// <summary>
    /// An <see cref="ElementReader{T}"/> of a .NET type, of the values of a vector or list, or of this one value; a
    /// null reference where it cannot be read as the type.
    /// </summary>
    private protected virtual object? FindReader(Type type) => null;

    /// <summary>What this is, for messages.</summary>
    private protected virtual string Describe() => $"a {Type}";

    private static RayObject Checked(RayObject value) => value ?? throw new ArgumentNullException(nameof(value));

    private ElementReader<T> Named<T>(ElementReader<T>? reader, string name, bool isSingle)
    {
        if (reader is null)
            throw new InvalidCastException(
                $"The {name} holds {Type}, which cannot be read as {ReadableType.NameOf(typeof(T))}. " +
                $"Read it as {ReadAs}.");
        reader.Name = name;
        reader.IsSingle = isSingle;
        return reader;
    }

    private InvalidCastException NoSingle<T>(string name) => new(
        $"The {name} is {Describe()}, which cannot be read as {ReadableType.NameOf(typeof(T))}. {WayToRead}");
}
