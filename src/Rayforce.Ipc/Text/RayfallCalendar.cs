namespace Rayforce.Text;

/// <summary>
/// Native's calendar: Gregorian from the year 1 on. Before that it counts leap days as on the other side of zero but
/// names the years one further, which gives days like <c>-003.01.366</c>; texts are to be the same, so this does as
/// it does.
/// </summary>
internal static class RayfallCalendar
{
    private const double DaysPerYear = 365.2425;
    private const int FebruaryEnd = 59;

    /// <summary>From 0001-01-01 to 2000-01-01.</summary>
    private const int EpochDays = 730_119;

    // The days of a common year before each month.
    private static readonly int[] MonthStarts = [0, 31, FebruaryEnd, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    public static (int Year, int Month, int Day) Split(int days)
    {
        // The first day of time and the last wrap around.
        var fromYearOne = unchecked(days + EpochDays);
        var years = (int)Math.Round(fromYearOne / DaysPerYear, MidpointRounding.AwayFromZero);
        if (DaysBefore(years) > fromYearOne)
            years--;
        var year = years + 1;
        var day = fromYearOne - DaysBefore(years);
        var leapDay = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 1 : 0;
        if (day < 0 || day >= 365 + leapDay)
            return (year, 1, day + 1);
        var month = MonthStarts.Length - 1;
        while (month > 0 && day < StartOf(month, leapDay))
            month--;
        return (year, month + 1, day - StartOf(month, leapDay) + 1);
    }

    private static int StartOf(int month, int leapDay) => MonthStarts[month] + (month > 1 ? leapDay : 0);

    /// <summary>The days of so many years; of negative ones, as many below zero.</summary>
    private static int DaysBefore(int years) => years * 365 + years / 4 - years / 100 + years / 400;
}
