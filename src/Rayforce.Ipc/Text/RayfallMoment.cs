namespace Rayforce.Text;

/// <summary>Days and times as native prints them.</summary>
internal static class RayfallMoment
{
    private const int MillisecondsPerSecond = 1000;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int SecondsPerDay = 24 * 60 * 60;

    /// <summary>A day, counted from 2000-01-01.</summary>
    public static void AppendDate(Utf8Text text, int days)
    {
        var (year, month, day) = RayfallCalendar.Split(days);
        text.Append(year, 4);
        text.Append("."u8);
        text.Append(month, 2);
        text.Append("."u8);
        text.Append(day, 2);
    }

    /// <summary>A time, from midnight on.</summary>
    public static void AppendTime(Utf8Text text, int milliseconds)
    {
        if (milliseconds < 0)
            text.Append("-"u8);
        // The null sentinel, where a vector is not marked, stays negative: each of its parts then has a sign of
        // its own.
        var length = milliseconds < 0 ? unchecked(-milliseconds) : milliseconds;
        AppendClock(text, length / MillisecondsPerSecond);
        text.Append("."u8);
        text.Append(length % MillisecondsPerSecond, 3);
    }

    /// <summary>A moment, counted from 2000-01-01T00:00:00.</summary>
    public static void AppendTimestamp(Utf8Text text, long nanoseconds)
    {
        var seconds = nanoseconds / NanosecondsPerSecond;
        var fraction = (int)(nanoseconds % NanosecondsPerSecond);
        if (fraction < 0)
        {
            seconds--;
            fraction += (int)NanosecondsPerSecond;
        }

        var days = seconds / SecondsPerDay;
        var clock = (int)(seconds % SecondsPerDay);
        if (clock < 0)
        {
            days--;
            clock += SecondsPerDay;
        }

        AppendDate(text, (int)days);
        text.Append("D"u8);
        AppendClock(text, clock);
        text.Append("."u8);
        text.Append(fraction, 9);
    }

    /// <summary>A span: days, then a clock that counts up to one. Its ends stand for infinity.</summary>
    public static void AppendTimespan(Utf8Text text, long nanoseconds)
    {
        if (nanoseconds < 0)
            text.Append("-"u8);
        if (nanoseconds is long.MaxValue or -long.MaxValue)
        {
            text.Append("0Wn"u8);
            return;
        }

        var seconds = Math.Abs(nanoseconds / NanosecondsPerSecond);
        text.Append(seconds / SecondsPerDay);
        text.Append("D"u8);
        AppendClock(text, (int)(seconds % SecondsPerDay));
        text.Append("."u8);
        text.Append((int)Math.Abs(nanoseconds % NanosecondsPerSecond), 9);
    }

    private static void AppendClock(Utf8Text text, int seconds)
    {
        text.Append(seconds / 3600, 2);
        text.Append(":"u8);
        text.Append(seconds % 3600 / 60, 2);
        text.Append(":"u8);
        text.Append(seconds % 60, 2);
    }
}
