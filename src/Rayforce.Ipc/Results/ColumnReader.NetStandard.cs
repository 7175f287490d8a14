namespace Rayforce;

/// <content>.NET Standard has no calendar types beside DateTime.</content>
public static partial class ColumnReader
{
    private static object? FindCalendar(Type type, RayObject column) => null;
}
