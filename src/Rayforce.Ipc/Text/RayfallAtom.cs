namespace Rayforce.Text;

/// <summary>Single values of the fixed-width types as native prints them.</summary>
internal static class RayfallAtom
{
    private const int MillisecondsPerSecond = 1000;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int SecondsPerDay = 24 * 60 * 60;

    /// <summary>The value as it is, a null sentinel included.</summary>
    public static void Append(Utf8Text text, RayAtom atom)
    {
        switch (atom)
        {
            case RayAtom<bool> flag: text.Append(flag.Value ? "true"u8 : "false"u8); break;
            case RayAtom<byte> number: text.Append($"0x{number.Value:x2}"); break;
            case RayAtom<short> number: text.Append(number.Value); break;
            case RayAtom<int> number: text.Append(number.Value); break;
            case RayAtom<long> number: text.Append(number.Value); break;
            case RayAtom<float> number: RayfallFloat.Append(text, number.Value); break;
            case RayAtom<double> number: RayfallFloat.Append(text, number.Value); break;
            case RayAtom<RayDate> date: AppendDate(text, date.Value.Days); break;
            case RayAtom<RayTime> time: AppendTime(text, time.Value.Milliseconds); break;
            case RayAtom<RayTimestamp> moment: AppendTimestamp(text, moment.Value.Nanoseconds); break;
            case RayAtom<RayGuid> guid: text.Append(guid.Value.ToString()); break;
            case RayAtom<RayChar> character: text.Append([(byte)'"', character.Value.Value, (byte)'"']); break;
        }
    }

    private static void AppendDate(Utf8Text text, int days)
    {
        var (year, month, day) = RayfallCalendar.Split(days);
        text.Append(year, 4);
        text.Append("."u8);
        text.Append(month, 2);
        text.Append("."u8);
        text.Append(day, 2);
    }

    private static void AppendTime(Utf8Text text, int milliseconds)
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

    private static void AppendTimestamp(Utf8Text text, long nanoseconds)
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

    private static void AppendClock(Utf8Text text, int seconds)
    {
        text.Append(seconds / 3600, 2);
        text.Append(":"u8);
        text.Append(seconds % 3600 / 60, 2);
        text.Append(":"u8);
        text.Append(seconds % 60, 2);
    }
}
