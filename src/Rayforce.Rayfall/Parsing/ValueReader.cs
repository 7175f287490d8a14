using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Parsing;

/// <summary>Reads a text that must be a value of a type as a whole.</summary>
internal static partial class ValueReader
{
    private const long Second = 1_000_000_000;

    /// <summary>The value, or nothing where the text is none.</summary>
    public static Value? Read(ReadOnlySpan<byte> text, ElementType type)
    {
        text = text.TrimStart(" \t\n\r"u8);
        return type.Type switch
        {
            RayType.U8 => Whole(text, type, 0, byte.MaxValue),
            RayType.I16 => Whole(text, type, -short.MaxValue, short.MaxValue),
            RayType.I32 => Whole(text, type, -int.MaxValue, int.MaxValue),
            RayType.I64 => Whole(text, type, -long.MaxValue, long.MaxValue),
            RayType.F32 or RayType.F64 => Real(text, type),
            RayType.Date => Date(ref text, out var day) && text.IsEmpty ? new Value(type, day) : default(Value?),
            RayType.Time => Time(text) is { } time ? new Value(type, time / 1_000_000) : default(Value?),
            RayType.Timestamp => Timestamp(text) is { } moment ? new Value(type, moment) : default(Value?),
            RayType.Timespan => Timespan(text) is { } span ? new Value(type, span) : default(Value?),
            RayType.Guid => Utf8Parser.TryParse(text, out Guid guid, out var read) && read == text.Length
                ? Value.Of(GuidBytes(guid))
                : default(Value?),
            _ => default(Value?),
        };
    }

    /// <summary>A date with dots or dashes, or nothing.</summary>
    public static Value? Date(ReadOnlySpan<byte> text, ElementType type) =>
        Date(ref text, out var day, takesDashes: true) && text.IsEmpty ? new Value(type, day) : default(Value?);

    private static Value? Whole(ReadOnlySpan<byte> text, ElementType type, long least, long greatest)
    {
        if (text is [(byte)'+', ..] && text is not [_, (byte)'-' or (byte)'+', ..])
            text = text[1..];
        return Utf8Parser.TryParse(text, out long number, out var read) && read == text.Length
            && number >= least && number <= greatest
            ? new Value(type, number)
            : default(Value?);
    }

    private static Value? Real(ReadOnlySpan<byte> text, ElementType type)
    {
        var characters = Encoding.UTF8.GetString(text);
        if (!double.TryParse(characters, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            // What is not finite is null.
            if (characters.ToLowerInvariant() is "inf" or "-inf" or "+inf" or "nan" or "infinity" or "-infinity")
                return NotFinite(type);
            if (Hexadecimal(characters) is not { } read)
                return default(Value?);
            number = read;
        }

        if (characters[^1] is ' ' or '\t')
            return default(Value?);
        if (!double.IsFinite(number))
            return NotFinite(type);
        return type.Type == RayType.F32
            ? new Value(type, BitConverter.DoubleToInt64Bits(
                (float)Math.Clamp(number, -float.MaxValue, float.MaxValue)))
            : Value.Float64(number);
    }

    /// <summary>A number as C reads it in hexadecimal: <c>[-]0xh[.h][p[-]exponent]</c>.</summary>
    private static double? Hexadecimal(string text)
    {
        if (HexadecimalNumber().Match(text) is not { Success: true } match)
            return null;
        var (whole, fraction) = (match.Groups["whole"].Value, match.Groups["fraction"].Value);
        if (whole.Length + fraction.Length == 0)
            return null;
        var number = 0.0;
        foreach (var digit in whole + fraction)
            number = number * 16 + Convert.ToInt32(digit.ToString(), 16);
        var exponent = match.Groups["exponent"].Value;
        _ = int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power);
        return Math.ScaleB(match.Groups["sign"].Value == "-" ? -number : number, power - 4 * fraction.Length);
    }

    [GeneratedRegex(
        @"^(?<sign>[-+]?)0[xX](?<whole>[0-9a-fA-F]*)(\.(?<fraction>[0-9a-fA-F]*))?([pP](?<exponent>[-+]?[0-9]{1,5}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HexadecimalNumber();

    private static Value NotFinite(ElementType type) => type.Type == RayType.F64 ? Value.NotFinite : type.NullAtom;

    private static bool Date(ref ReadOnlySpan<byte> text, out long day, bool takesDashes = false)
    {
        day = 0;
        if (text.Length < 10 || text[4] != text[7] || !(text[4] == '.' || (takesDashes && text[4] == '-')))
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month)
            || !Digits(text.Slice(8, 2), out var date))
            return false;
        if (year < 1 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
            return false;
        day = Calendar.ToDays(year, month, date);
        text = text[10..];
        return true;
    }

    /// <summary>The nanoseconds of <c>hh:mm[:ss[.f]]</c>.</summary>
    private static long? Time(ReadOnlySpan<byte> text)
    {
        var isNegative = text is [(byte)'-', ..];
        if (isNegative)
            text = text[1..];
        Span<int> parts = [0, 0, 0];
        var count = 0;
        long fraction = 0;
        while (true)
        {
            var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var digits = end < 0 ? text : text[..end];
            if (digits.Length is 0 or > 3 || !Digits(digits, out parts[count++]))
                return null;
            text = text[digits.Length..];
            if (text is not [(byte)':', ..] || count == 3)
                break;
            text = text[1..];
        }

        if (count < 2)
            return null;
        if (count == 3 && text is [(byte)'.'])
            text = default;
        if (count == 3 && text is [(byte)'.', _, ..] && text.Length <= 10 && Digits(text[1..], out var digitsOf))
        {
            fraction = digitsOf;
            for (var i = text.Length; i <= 9; i++)
                fraction *= 10;
            text = default;
        }

        if (!text.IsEmpty || parts[1] > 59 || parts[2] > 59)
            return null;
        var nanoseconds = (parts[0] * 3_600L + parts[1] * 60 + parts[2]) * Second + fraction;
        return isNegative ? -nanoseconds : nanoseconds;
    }

    private static long? Timestamp(ReadOnlySpan<byte> text)
    {
        if (!Date(ref text, out var day, takesDashes: true))
            return null;
        long time = 0;
        if (!text.IsEmpty)
        {
            if (text[0] is not ((byte)'D' or (byte)'T' or (byte)' '))
                return null;
            text = text[1..];
            if (!Zone(ref text, out var offset))
                return null;
            if (text is [.., (byte)'.'] || Time(text) is not { } read || read is < 0 or >= 86_400 * Second)
                return null;
            time = read - offset;
        }

        // Beyond the years that nanoseconds reach there are no moments.
        var moment = (Int128)day * 86_400 * Second + time;
        return moment > long.MinValue && moment <= long.MaxValue ? (long)moment : null;
    }

    /// <summary>Takes <c>Z</c>, <c>+hh:mm</c> or <c>+hhmm</c> off the end of a time.</summary>
    private static bool Zone(ref ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        if (text is [.., (byte)'Z' or (byte)'z'])
        {
            text = text[..^1];
            return true;
        }

        var sign = text.IndexOfAny((byte)'+', (byte)'-');
        if (sign <= 0)
            return true;
        var zone = text[(sign + 1)..];
        if (zone.Length is not (4 or 5) || (zone.Length == 5 && zone[2] != (byte)':')
            || !Digits(zone[..2], out var hours) || !Digits(zone[^2..], out var minutes) || hours > 23 || minutes > 59)
            return false;
        offset = (hours * 3_600L + minutes * 60) * Second * (text[sign] == (byte)'-' ? -1 : 1);
        text = text[..sign];
        return true;
    }

    /// <summary>The nanoseconds of <c>[-]days D [hh[:mm[:ss[.f]]]]</c>.</summary>
    private static long? Timespan(ReadOnlySpan<byte> text)
    {
        var isNegative = text is [(byte)'-', ..];
        if (isNegative)
            text = text[1..];
        var end = text.IndexOf((byte)'D');
        if (end is < 1 or > 6 || !Digits(text[..end], out var days) || days > 106_751)
            return null;
        text = text[(end + 1)..];
        long time = 0;
        if (!text.IsEmpty)
        {
            if (text.Length <= 2 ? Digits(text, out var hours) : (hours = 0) < 0)
                time = hours * 3_600 * Second;
            else if (text[0] != '-' && Time(text) is { } read)
                time = read;
            else
                return null;
        }

        var nanoseconds = days * 86_400 * Second + time;
        return isNegative ? -nanoseconds : nanoseconds;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int number) =>
        Utf8Parser.TryParse(text, out number, out var read) && read == text.Length && text[0] is >= (byte)'0' and <= (byte)'9';

    /// <summary>Guids lie in memory as on the wire, in the order of their text.</summary>
    private static Guid GuidBytes(Guid guid) => new(guid.ToByteArray(bigEndian: true));
}
