namespace Rayforce.Rayfall.Kernels;

/// <summary>Days and what is left of them.</summary>
internal static class MomentKernel
{
    /// <summary>The day that a moment falls on, and the units into it.</summary>
    public static (long Day, long Left) Split(long moment, long unitsPerDay)
    {
        var (day, rest) = Math.DivRem(moment, unitsPerDay);
        return rest < 0 ? (day - 1, rest + unitsPerDay) : (day, rest);
    }

    /// <summary>Year, month and day of a number of days since 2000-01-01.</summary>
    public static (long Year, long Month, long Day) Civil(long days)
    {
        // Years that begin in March end with the leap day; 400 of them have 146,097 days.
        var shifted = days + 730_425;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = shifted - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * month + 2) / 5 + 1;
        return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day);
    }

    /// <summary>The number of days from 2000-01-01 to the first of January of a year.</summary>
    public static long NewYear(long year)
    {
        var before = year - 1;
        return 365 * (year - 2000) + (Floor(before, 4) - 499) - (Floor(before, 100) - 19) + (Floor(before, 400) - 4);
    }

    private static long Floor(long left, long right) => FloorDivideOperation<long>.Invoke(left, right);
}
