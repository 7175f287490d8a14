namespace Rayforce;

/// <content>Which columns a type can be read from.</content>
public static partial class ColumnReader
{
    private static VectorReader<T, T>? Same<T>(RayObject column)
        where T : unmanaged => From<T, T>(column, static value => value);

    private static VectorReader<TRay, T>? From<TRay, T>(RayObject column, Func<TRay, T> convert)
        where TRay : unmanaged => column is RayVector<TRay> vector ? new VectorReader<TRay, T>(vector, convert) : null;

    private static ColumnReader<long>? Int64(RayObject column) => column.Type switch
    {
        RayType.I64 => Same<long>(column),
        RayType.I32 => From<int, long>(column, static value => value),
        RayType.I16 => From<short, long>(column, static value => value),
        _ => From<byte, long>(column, static value => value),
    };

    private static ColumnReader<int>? Int32(RayObject column) => column.Type switch
    {
        RayType.I32 => Same<int>(column),
        RayType.I64 => From<long, int>(column, static value => checked((int)value)),
        RayType.I16 => From<short, int>(column, static value => value),
        _ => From<byte, int>(column, static value => value),
    };

    private static ColumnReader<short>? Int16(RayObject column) => column.Type switch
    {
        RayType.I16 => Same<short>(column),
        RayType.I32 => From<int, short>(column, static value => checked((short)value)),
        RayType.I64 => From<long, short>(column, static value => checked((short)value)),
        _ => From<byte, short>(column, static value => value),
    };

    private static ColumnReader<double>? Double(RayObject column) => column.Type switch
    {
        RayType.F64 => Same<double>(column),
        RayType.F32 => From<float, double>(column, static value => value),
        RayType.I64 => From<long, double>(column, static value => value),
        RayType.I32 => From<int, double>(column, static value => value),
        RayType.I16 => From<short, double>(column, static value => value),
        _ => From<byte, double>(column, static value => value),
    };

    private static ColumnReader<DateTime>? Moment(RayObject column) => column.Type == RayType.Date
        ? From<RayDate, DateTime>(column, static value => value.ToDateTime())
        : From<RayTimestamp, DateTime>(column, static value => value.ToDateTime());

    private static ColumnReader<DateTimeOffset>? Offset(RayObject column) => column.Type == RayType.Date
        ? From<RayDate, DateTimeOffset>(column, static value => new DateTimeOffset(value.ToDateTime(), TimeSpan.Zero))
        : From<RayTimestamp, DateTimeOffset>(column, static value => value.ToDateTimeOffset());

    private static VectorReader<RayTime, TimeSpan>? Span(RayObject column) =>
        From<RayTime, TimeSpan>(column, static value => value.ToTimeSpan());
}
