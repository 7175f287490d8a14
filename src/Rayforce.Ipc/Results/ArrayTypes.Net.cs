namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
internal static partial class ArrayTypes
{
    static partial void AddCalendar()
    {
        AddWithNullable<DateOnly>();
        AddWithNullable<TimeOnly>();
    }
}
