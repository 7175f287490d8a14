using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Parsing;

/// <content>Dates, times, timestamps and timespans.</content>
internal ref partial struct SourceReader
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    /// <summary>Whole days in the longest timespan and up to the last timestamp.</summary>
    private const long MaxDays = long.MaxValue / NanosecondsPerDay;

    private int TakeDigits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
            value = value * 10 + (_source[_position++] - '0');
        return value;
    }

    /// <summary>
    /// Digits behind a point as a part of a second; those beyond the last place that counts are skipped.
    /// </summary>
    private int TakeFraction(int places)
    {
        var value = 0;
        for (var digit = 0; digit < places; digit++)
            value = value * 10 + (IsDigit(Current) ? _source[_position++] - '0' : 0);
        SkipDigits();
        return value;
    }

    private Value ReadDate()
    {
        var start = _position;
        var year = TakeDigits(4);
        _position++;
        var month = TakeDigits(2);
        _position++;
        var day = TakeDigits(2);
        if (month is < 1 or > 12 || day is < 1 or > 31)
        {
            throw Fault.Parse(At(
                start, $"invalid date {year:D4}.{month:D2}.{day:D2}: month must be 1-12, day 1-31"));
        }

        var days = Calendar.ToDays(year, month, day);
        return Current == (byte)'D' ? ReadTimestamp(start, days) : new Value(ElementTypes.Date, days);
    }

    private Value ReadTimestamp(int start, int days)
    {
        _position++;
        if (!DigitsAt(0, 2) || Peek(2) != (byte)':' || !DigitsAt(3, 2) || Peek(5) != (byte)':' || !DigitsAt(6, 2)
            || Peek(8) != (byte)'.')
            throw Unexpected("hours, minutes and seconds with a fraction, as in 2024.01.02D09:30:00.0");
        var hours = TakeDigits(2);
        _position++;
        var minutes = TakeDigits(2);
        _position++;
        var seconds = TakeDigits(2);
        _position++;
        if (hours > 23 || minutes > 59 || seconds > 59)
            throw Fault.Parse(At(start, $"invalid time {hours:D2}:{minutes:D2}:{seconds:D2}"));
        if (Math.Abs(days) > MaxDays)
            throw Fault.Parse(At(start, "timestamp year out of representable range"));
        var time = ((hours * 60 + minutes) * 60L + seconds) * NanosecondsPerSecond + TakeFraction(9);
        return new Value(ElementTypes.Timestamp, days * NanosecondsPerDay + time);
    }

    private Value? TryReadTime(bool negative)
    {
        if (!DigitsAt(3, 2) || Peek(5) != (byte)':' || !DigitsAt(6, 2) || (Peek(8) == (byte)'.' && !IsDigit(Peek(9))))
            return null;
        var hours = TakeDigits(2);
        _position++;
        var minutes = TakeDigits(2);
        _position++;
        var value = ((hours * 60 + minutes) * 60 + TakeDigits(2)) * 1000;
        if (Current == (byte)'.')
        {
            _position++;
            value += TakeFraction(3);
        }

        return new Value(ElementTypes.Time, negative ? -value : value);
    }

    /// <summary>
    /// Days, then perhaps a clock, with colons (<c>1D09:30</c>) or without (<c>1D0930</c>); its hours may be more than
    /// a day's.
    /// </summary>
    private Value ReadTimespan(bool negative, int digits)
    {
        var start = _position;
        long days = 0;
        for (var i = 0; i < digits && days <= MaxDays; i++)
            days = days * 10 + (Peek(i) - '0');
        _position += digits + 1;
        var seconds = IsDigit(Current) ? ReadClock(start) : 0;
        var fraction = 0;
        if (Current == (byte)'.' && IsDigit(_source[_position - 1]))
        {
            if (!IsDigit(Peek(1)))
                throw InvalidTimespan(start);
            _position++;
            fraction = TakeFraction(9);
        }

        if (days > MaxDays)
            throw InvalidTimespan(start);
        var value = (Int128)(days * 86_400 + seconds) * NanosecondsPerSecond + fraction;
        return value > long.MaxValue
            ? throw InvalidTimespan(start)
            : new Value(ElementTypes.Timespan, (long)(negative ? -value : value));
    }

    /// <summary>The seconds of a clock behind days.</summary>
    private int ReadClock(int start)
    {
        var digits = 1;
        while (IsDigit(Peek(digits)))
            digits++;
        if (digits > 6)
            throw InvalidTimespan(start);
        var run = TakeDigits(digits);
        var (hours, minutes, seconds) = digits switch
        {
            <= 2 => (run, 0, 0),
            6 => (run / 10_000, run / 100 % 100, run % 100),
            _ => (run / 100, run % 100, 0),
        };
        if (Current == (byte)':')
        {
            if (digits != 2)
                throw InvalidTimespan(start);
            minutes = TakeSixtieth(start);
            if (Current == (byte)':')
                seconds = TakeSixtieth(start);
        }

        if (minutes > 59 || seconds > 59)
            throw InvalidTimespan(start);
        return (hours * 60 + minutes) * 60 + seconds;
    }

    private int TakeSixtieth(int start)
    {
        if (!DigitsAt(1, 2))
            throw InvalidTimespan(start);
        _position++;
        return TakeDigits(2);
    }

    private readonly RayfallException InvalidTimespan(int start) =>
        Fault.Domain(At(start, "parse: invalid or out-of-range timespan"));
}
