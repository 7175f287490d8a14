namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
internal static partial class RayElements
{
    static partial void AddCalendar()
    {
        Date.Into(static value => value.ToDateOnly()).From<DateOnly>(RayDate.FromDateOnly);
        Time.Into(static value => value.ToTimeOnly()).From<TimeOnly>(RayTime.FromTimeOnly);
    }
}
