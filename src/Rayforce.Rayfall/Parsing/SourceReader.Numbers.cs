using System.Buffers.Text;
using System.Globalization;

namespace Rayforce.Rayfall;

/// <content>Numbers, nulls, dates and times.</content>
internal ref partial struct SourceReader
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    private RayObject ReadNumber()
    {
        var start = _position;
        var negative = Current == (byte)'-';
        if (negative)
            _position++;
        if (Current == (byte)'0' && Peek(1) == (byte)'x')
            return ReadByte();
        if (!negative && Current == (byte)'0' && Peek(1) == (byte)'N' && TryReadNull() is { } none)
            return none;

        var digits = 0;
        while (IsDigit(Peek(digits)))
            digits++;
        if (digits == 4 && !negative
            && Peek(4) == (byte)'.' && DigitsAt(5, 2) && Peek(7) == (byte)'.' && DigitsAt(8, 2))
            return ReadDate();
        if (digits == 2 && Peek(2) == (byte)':' && TryReadTime(negative) is { } time)
            return time;
        _position += digits;
        return ReadPlainNumber(start);
    }

    private RayAtom<byte> ReadByte()
    {
        _position += 2;
        ulong value = 0;
        var start = _position;
        while (HexDigit(Current) is >= 0 and var digit)
        {
            value = value * 16 + (uint)digit;
            _position++;
        }

        return _position == start ? throw Fault.Parse() : new RayAtom<byte>((byte)value);
    }

    private static int HexDigit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };

    private RayObject? TryReadNull()
    {
        var (type, length) = Peek(2) switch
        {
            (byte)'h' => (RayType.I16, 3),
            (byte)'i' => (RayType.I32, 3),
            (byte)'d' => (RayType.Date, 3),
            (byte)'t' => (RayType.Time, 3),
            (byte)'p' => (RayType.Timestamp, 3),
            (byte)'l' => (RayType.I64, 3),
            (byte)'f' => (RayType.F64, 3),
            var next => (RayType.I64, next == (byte)'_' || char.IsAsciiLetterOrDigit((char)next) ? 0 : 2),
        };
        if (length == 0)
            return null;
        _position += length;
        return Atoms.Null(type);
    }

    private int TakeDigits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
            value = value * 10 + (_source[_position++] - '0');
        return value;
    }

    private RayObject ReadDate()
    {
        var year = TakeDigits(4);
        _position++;
        var month = TakeDigits(2);
        _position++;
        var day = TakeDigits(2);
        if (month is < 1 or > 12 || day is < 1 or > 31)
            throw Fault.Parse($"invalid date {year:D4}.{month:D2}.{day:D2}: month must be 1-12, day 1-31");
        var days = Calendar.ToDays(year, month, day);
        return Current == (byte)'D' ? ReadTimestamp(days) : new RayAtom<RayDate>(new RayDate(days));
    }

    private RayAtom<RayTimestamp> ReadTimestamp(int days)
    {
        _position++;
        if (!DigitsAt(0, 2) || Peek(2) != (byte)':' || !DigitsAt(3, 2) || Peek(5) != (byte)':' || !DigitsAt(6, 2)
            || Peek(8) != (byte)'.')
            throw Fault.Parse();
        var hours = TakeDigits(2);
        _position++;
        var minutes = TakeDigits(2);
        _position++;
        var seconds = TakeDigits(2);
        _position++;
        if (hours > 23 || minutes > 59 || seconds > 59)
            throw Fault.Parse($"invalid time {hours:D2}:{minutes:D2}:{seconds:D2}");
        long nanoseconds = 0;
        for (var digit = 0; digit < 9; digit++)
            nanoseconds = nanoseconds * 10 + (IsDigit(Current) ? _source[_position++] - '0' : 0);
        while (IsDigit(Current))
            _position++;
        if (days is > (int)(long.MaxValue / NanosecondsPerDay) or < (int)(long.MinValue / NanosecondsPerDay))
            throw Fault.Parse("timestamp year out of representable range");
        var time = ((hours * 60 + minutes) * 60L + seconds) * NanosecondsPerSecond + nanoseconds;
        return new RayAtom<RayTimestamp>(new RayTimestamp(days * NanosecondsPerDay + time));
    }

    private RayAtom<RayTime>? TryReadTime(bool negative)
    {
        if (!DigitsAt(3, 2) || Peek(5) != (byte)':' || !DigitsAt(6, 2) || (Peek(8) == (byte)'.' && !IsDigit(Peek(9))))
            return null;
        var hours = TakeDigits(2);
        _position++;
        var minutes = TakeDigits(2);
        _position++;
        var seconds = TakeDigits(2);
        var milliseconds = 0;
        if (Current == (byte)'.')
        {
            // As in native, .5 is five milliseconds: the digits are a count, not a fraction.
            _position++;
            for (var digit = 0; digit < 3 && IsDigit(Current); digit++)
                milliseconds = milliseconds * 10 + TakeDigits(1);
        }

        var value = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
        return new RayAtom<RayTime>(new RayTime(negative ? -value : value));
    }

    private RayObject ReadPlainNumber(int start)
    {
        var isDecimal = false;
        if (Current == (byte)'.' && IsDigit(Peek(1)))
        {
            isDecimal = true;
            _position++;
            while (IsDigit(Current))
                _position++;
        }

        if (Current is (byte)'e' or (byte)'E')
        {
            isDecimal = true;
            _position++;
            if (Current is (byte)'+' or (byte)'-')
                _position++;
            while (IsDigit(Current))
                _position++;
        }

        var text = _source[start.._position];
        if (isDecimal || !Utf8Parser.TryParse(text, out long value, out var consumed) || consumed != text.Length)
            return ParseDecimal(text);
        return Current switch
        {
            (byte)'h' => ReadSuffix(value, short.MaxValue, RayType.I16, "i16"),
            (byte)'i' => ReadSuffix(value, int.MaxValue, RayType.I32, "i32"),
            _ => Atoms.FromInt64(RayType.I64, value),
        };
    }

    private RayAtom ReadSuffix(long value, long most, RayType type, string name)
    {
        _position++;
        return value >= -most && value <= most
            ? Atoms.FromInt64(type, value)
            : throw Fault.Domain($"parse: {name} literal out of range [-{most},{most}], got {value}");
    }

    private static RayAtom<double> ParseDecimal(ReadOnlySpan<byte> text)
    {
        // An exponent without digits counts for nothing.
        while (text[^1] is (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-')
            text = text[..^1];
        // A minus before zero is dropped, and what is too large is the null.
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) + 0.0;
        return (RayAtom<double>)Atoms.FromDouble(value);
    }
}
