namespace Rayforce;

/// <summary>Makes readers of columns.</summary>
public static partial class ColumnReader
{
    /// <summary>
    /// A reader of a column of a table:
    /// <list type="table">
    /// <listheader><term>.NET</term><description>columns it can be read from</description></listheader>
    /// <item><term><see cref="bool"/>, <see cref="byte"/>, <see cref="float"/></term><description>B8, U8,
    /// F32</description></item>
    /// <item><term><see cref="short"/>, <see cref="int"/>, <see cref="long"/></term><description>U8, I16, I32, I64;
    /// a value that does not fit is an <see cref="OverflowException"/> when it is read</description></item>
    /// <item><term><see cref="double"/></term><description>F64, F32, and the integers</description></item>
    /// <item><term><see cref="string"/></term><description>Symbol, String</description></item>
    /// <item><term><see cref="DateTime"/>, <see cref="DateTimeOffset"/></term><description>Timestamp, in UTC, what
    /// is below a tick of 100 nanoseconds dropped towards the past; Date</description></item>
    /// <item><term>DateOnly, TimeOnly (not on .NET Standard)</term><description>Date of the years 1 to 9999, Time of
    /// one day; anything else is an <see cref="OverflowException"/> when it is read</description></item>
    /// <item><term><see cref="TimeSpan"/></term><description>Time</description></item>
    /// <item><term><see cref="Guid"/></term><description>Guid</description></item>
    /// <item><term><see cref="RayDate"/>, <see cref="RayTime"/>, <see cref="RayTimestamp"/>,
    /// <see cref="RayGuid"/></term><description>their own columns</description></item>
    /// <item><term>an array of one of these</term><description>lists of vectors and lists</description></item>
    /// <item><term><see cref="RayObject"/></term><description>every column</description></item>
    /// </list>
    /// The nullable of a value type reads the same columns and shows nulls; the type itself refuses them. A column that
    /// is a list is read element by element, by the same table.
    /// </summary>
    /// <typeparam name="T">The .NET type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="column">The column's name.</param>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    /// <exception cref="InvalidCastException">The column holds what the type cannot; the message names the column
    /// and both types.</exception>
    public static ColumnReader<T> Create<T>(RayTable table, string column)
    {
        ArgumentNullException.ThrowIfNull(table);
        var reader = For<T>(table[column], $"column '{column}'");
        return reader.Count == table.RowCount
            ? reader
            : throw new InvalidCastException(
                $"The column '{column}' has {reader.Count} values in a table of {table.RowCount} rows: " +
                "the peer sent a broken table.");
    }

    /// <summary>A reader of a vector or list.</summary>
    /// <param name="column">The vector or list.</param>
    /// <param name="name">What it is, for messages: <c>column 'qty'</c>.</param>
    /// <param name="isSingle">Whether it stands for an atom.</param>
    internal static ColumnReader<T> For<T>(RayObject column, string name, bool isSingle = false)
    {
        var reader = Find(typeof(T), column) as ColumnReader<T>
            ?? (column is RayList list
                ? new ListReader<T>(list)
                : throw new InvalidCastException(
                    $"The {name} holds {column.Type}, which cannot be read as {NameOf(typeof(T))}. " +
                    $"Read it as {Suggest(column.Type)}."));
        reader.Name = name;
        reader.IsSingle = isSingle;
        return reader;
    }

    /// <summary>Whether a null can be read as the type: as a nullable, or as a text.</summary>
    internal static bool HasNull(Type type) => type == typeof(string) || Nullable.GetUnderlyingType(type) is not null;

    internal static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? inner.Name + "?" : type.Name;

    private static string Suggest(RayType type) => type switch
    {
        RayType.B8 => nameof(Boolean),
        RayType.U8 => nameof(Byte),
        RayType.I16 => nameof(Int16),
        RayType.I32 => nameof(Int32),
        RayType.I64 => nameof(Int64),
        RayType.F32 => nameof(Single),
        RayType.F64 => nameof(Double),
        RayType.Date or RayType.Timestamp => nameof(DateTime),
        RayType.Time => nameof(TimeSpan),
        RayType.Guid => nameof(Guid),
        RayType.Symbol or RayType.String => nameof(String),
        _ => nameof(RayObject),
    };

    private static object? Find(Type type, RayObject column)
    {
        if (type == typeof(long)) return Int64(column);
        if (type == typeof(long?)) return OrNull(Int64(column));
        if (type == typeof(double)) return Double(column);
        if (type == typeof(double?)) return OrNull(Double(column));
        if (type == typeof(int)) return Int32(column);
        if (type == typeof(int?)) return OrNull(Int32(column));
        if (type == typeof(string)) return column is RayTextVector texts ? new TextVectorReader(texts) : null;
        if (type == typeof(bool)) return Same<bool>(column);
        if (type == typeof(bool?)) return OrNull(Same<bool>(column));
        if (type == typeof(byte)) return Same<byte>(column);
        if (type == typeof(byte?)) return OrNull(Same<byte>(column));
        if (type == typeof(short)) return Int16(column);
        if (type == typeof(short?)) return OrNull(Int16(column));
        if (type == typeof(float)) return Same<float>(column);
        if (type == typeof(float?)) return OrNull(Same<float>(column));
        if (type == typeof(DateTime)) return Moment(column);
        if (type == typeof(DateTime?)) return OrNull(Moment(column));
        if (type == typeof(DateTimeOffset)) return Offset(column);
        if (type == typeof(DateTimeOffset?)) return OrNull(Offset(column));
        if (type == typeof(TimeSpan)) return Span(column);
        if (type == typeof(TimeSpan?)) return OrNull(Span(column));
        if (type == typeof(Guid)) return From<RayGuid, Guid>(column, static value => value.ToGuid());
        if (type == typeof(Guid?)) return OrNull(From<RayGuid, Guid>(column, static value => value.ToGuid()));
        if (type == typeof(RayDate)) return Same<RayDate>(column);
        if (type == typeof(RayDate?)) return OrNull(Same<RayDate>(column));
        if (type == typeof(RayTime)) return Same<RayTime>(column);
        if (type == typeof(RayTime?)) return OrNull(Same<RayTime>(column));
        if (type == typeof(RayTimestamp)) return Same<RayTimestamp>(column);
        if (type == typeof(RayTimestamp?)) return OrNull(Same<RayTimestamp>(column));
        if (type == typeof(RayGuid)) return Same<RayGuid>(column);
        if (type == typeof(RayGuid?)) return OrNull(Same<RayGuid>(column));
        if (type == typeof(RayObject)) return Objects(column);
        return FindCalendar(type, column);
    }

    private static NullableReader<T>? OrNull<T>(ColumnReader<T>? reader)
        where T : struct => reader is null ? null : new NullableReader<T>(reader);

    private static ObjectReader? Objects(RayObject column) => column switch
    {
        RayVector vector => new ObjectReader(vector.Count, vector.GetAtom),
        RayList list => new ObjectReader(list.Count, row => list[row]),
        _ => null,
    };
}
