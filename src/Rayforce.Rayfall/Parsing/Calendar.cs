namespace Rayforce.Rayfall.Parsing;

/// <summary>The proleptic Gregorian calendar in days since 2000-01-01; any year of four digits, 0 included.</summary>
internal static class Calendar
{
    private const int DaysBefore2000 = 730_425;

    /// <summary>Days since 2000-01-01. A day past its month's end runs on into the next month.</summary>
    public static int ToDays(int year, int month, int day)
    {
        // Native begins with the year 1.
        year = Math.Max(year, 1);
        // Years counted from March put the leap day last.
        var shifted = month > 2 ? year : year - 1;
        var months = (month + 9) % 12;
        var era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400;
        var yearOfEra = shifted - era * 400;
        var dayOfYear = (153 * months + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - DaysBefore2000;
    }
}
