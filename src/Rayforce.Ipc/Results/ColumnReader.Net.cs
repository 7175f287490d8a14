namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
public static partial class ColumnReader
{
    private static object? FindCalendar(Type type, RayObject column)
    {
        if (type == typeof(DateOnly)) return Date(column);
        if (type == typeof(DateOnly?)) return OrNull(Date(column));
        if (type == typeof(TimeOnly)) return Time(column);
        if (type == typeof(TimeOnly?)) return OrNull(Time(column));
        return null;
    }

    private static VectorReader<RayDate, DateOnly>? Date(RayObject column) =>
        From<RayDate, DateOnly>(column, static value => value.ToDateOnly());

    private static VectorReader<RayTime, TimeOnly>? Time(RayObject column) =>
        From<RayTime, TimeOnly>(column, static value => value.ToTimeOnly());
}
