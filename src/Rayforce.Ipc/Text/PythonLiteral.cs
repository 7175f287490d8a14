using System.Globalization;
using System.Text;

namespace Rayforce.Text;

/// <summary>Single values as Python writes them in source.</summary>
internal static class PythonLiteral
{
    /// <summary>No value.</summary>
    public const string None = "None";

    private const int MillisecondsPerDay = 24 * 60 * 60 * 1000;
    private const long NanosecondsPerTick = 100;

    // The largest and smallest exponents that Python writes without an e.
    private const int MaxFixedPoint = 16;
    private const int MinFixedPoint = -3;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A text in quotes, what does not print escaped.</summary>
    public static string Format(string value)
    {
        var quote = value.Contains('\'') && !value.Contains('"') ? '"' : '\'';
        var text = new StringBuilder(value.Length + 2).Append(quote);
        for (var i = 0; i < value.Length; i++)
        {
            var length = char.IsSurrogatePair(value, i) ? 2 : 1;
            AppendCharacter(text, value, i, length, quote);
            i += length - 1;
        }

        return text.Append(quote).ToString();
    }

    private static void AppendCharacter(StringBuilder text, string value, int index, int length, char quote)
    {
        var code = length == 2 ? char.ConvertToUtf32(value, index) : value[index];
        if (code == quote || code == '\\')
            text.Append('\\').Append((char)code);
        else if (IsPrintable(value, index))
            text.Append(value, index, length);
        else
            text.Append(code switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                <= 0xff => $"\\x{code:x2}",
                <= 0xffff => $"\\u{code:x4}",
                _ => $"\\U{code:x8}",
            });
    }

    private static bool IsPrintable(string value, int index) => value[index] == ' ' ||
        CharUnicodeInfo.GetUnicodeCategory(value, index) is not (UnicodeCategory.Control or UnicodeCategory.Format or
            UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    public static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest digits that read back as the same number.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var sign = BitConverter.DoubleToInt64Bits(value) < 0 ? "-" : "";
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var dot = parts[0].IndexOf('.');
        var all = parts[0].Replace(".", "");
        var digits = all.TrimStart('0');
        if (digits.Length == 0)
            return sign + "0.0";
        // Where the decimal point stands, counted from the first digit that is not 0.
        var point = (dot < 0 ? all.Length : dot) - (all.Length - digits.Length);
        if (parts.Length > 1)
            point += int.Parse(parts[1], CultureInfo.InvariantCulture);
        return sign + Place(digits.TrimEnd('0'), point);
    }

    private static string Place(string digits, int point)
    {
        if (point is < MinFixedPoint or > MaxFixedPoint)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits.Substring(1)}";
            var exponent = Math.Abs(point - 1).ToString("00", CultureInfo.InvariantCulture);
            return $"{mantissa}e{(point > 0 ? '+' : '-')}{exponent}";
        }

        if (point <= 0)
            return "0." + new string('0', -point) + digits;
        return point >= digits.Length ? digits.PadRight(point, '0') + ".0" : digits.Insert(point, ".");
    }

    /// <summary>
    /// A day, counted from 2000-01-01. One outside the years that Python has is the number that its constructor takes
    /// as well.
    /// </summary>
    public static string FormatDate(int days)
    {
        if (days < (DateTime.MinValue - Epoch).Days || days > (DateTime.MaxValue.Date - Epoch).Days)
            return Format(days);
        var day = Epoch.AddDays(days);
        return $"datetime.date({Format(day.Year)}, {Format(day.Month)}, {Format(day.Day)})";
    }

    /// <summary>
    /// A time, from midnight on. One outside one day is the number that the constructor takes as well.
    /// </summary>
    public static string FormatTime(int milliseconds) => milliseconds is < 0 or >= MillisecondsPerDay
        ? Format(milliseconds)
        : $"datetime.time({Clock(new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond))})";

    /// <summary>
    /// A moment, counted from 2000-01-01T00:00:00Z. Python has microseconds: what is below is dropped, towards the
    /// past.
    /// </summary>
    public static string FormatTimestamp(long nanoseconds)
    {
        var ticks = nanoseconds / NanosecondsPerTick;
        var moment = Epoch.AddTicks(nanoseconds % NanosecondsPerTick < 0 ? ticks - 1 : ticks);
        return $"datetime.datetime({Format(moment.Year)}, {Format(moment.Month)}, {Format(moment.Day)}, " +
            $"{Clock(moment.TimeOfDay)}, tzinfo=datetime.timezone.utc)";
    }

    /// <summary>Hours and minutes; seconds and microseconds where they are not 0.</summary>
    private static string Clock(TimeSpan time)
    {
        var microseconds = time.Ticks % TimeSpan.TicksPerSecond / (TimeSpan.TicksPerMillisecond / 1000);
        var clock = $"{Format(time.Hours)}, {Format(time.Minutes)}";
        if (time.Seconds != 0 || microseconds != 0)
            clock += $", {Format(time.Seconds)}";
        return microseconds == 0 ? clock : $"{clock}, {Format(microseconds)}";
    }
}
