using System.Buffers.Text;
using System.Globalization;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Parsing;

/// <content>Numbers and nulls.</content>
internal ref partial struct SourceReader
{
    private Value ReadNumber()
    {
        var start = _position;
        var negative = Current == (byte)'-';
        if (negative)
            _position++;
        if (Current == (byte)'0' && Peek(1) == (byte)'x')
            return ReadByte();
        if (!negative && Current == (byte)'0' && Peek(1) == (byte)'N' && TryReadNull() is { } none)
            return none;

        if (Current == (byte)'0' && Peek(1) == (byte)'W' && Peek(2) == (byte)'n')
        {
            // The longest timespan there is.
            _position += 3;
            return new Value(ElementTypes.Timespan, negative ? -long.MaxValue : long.MaxValue);
        }

        var digits = 0;
        while (IsDigit(Peek(digits)))
            digits++;
        if (digits == 4 && !negative
            && Peek(4) == (byte)'.' && DigitsAt(5, 2) && Peek(7) == (byte)'.' && DigitsAt(8, 2))
            return ReadDate();
        if (digits == 2 && Peek(2) == (byte)':' && TryReadTime(negative) is { } time)
            return time;
        if (Peek(digits) == (byte)'D')
            return ReadTimespan(negative, digits);
        _position += digits;
        return ReadPlainNumber(start);
    }

    /// <summary>Up to 16 hexadecimal digits, of which the last two count.</summary>
    private Value ReadByte()
    {
        _position += 2;
        var digits = 0;
        while (digits < 16 && char.IsAsciiHexDigit((char)Peek(digits)))
            digits++;
        if (!Utf8Parser.TryParse(_source.Slice(_position, digits), out ulong value, out _, 'x'))
            throw Unexpected("a hexadecimal digit");
        _position += digits;
        return new Value(ElementTypes.U8, (byte)value);
    }

    /// <summary>A typed null; nothing where a letter follows that stands for no type.</summary>
    private Value? TryReadNull()
    {
        ElementType? type = (char)Peek(2) switch
        {
            'h' => ElementTypes.I16,
            'i' => ElementTypes.I32,
            'l' => ElementTypes.I64,
            'e' => ElementTypes.F32,
            'f' => ElementTypes.F64,
            'd' => ElementTypes.Date,
            't' => ElementTypes.Time,
            'p' => ElementTypes.Timestamp,
            'n' => ElementTypes.Timespan,
            'g' => ElementTypes.Guid,
            _ => null,
        };
        if (type is null && (Peek(2) == (byte)'_' || char.IsAsciiLetterOrDigit((char)Peek(2))))
            return null;
        _position += type is null ? 2 : 3;
        return (type ?? ElementTypes.I64).NullAtom;
    }

    private Value ReadPlainNumber(int start)
    {
        var isDecimal = false;
        if (Current == (byte)'.' && IsDigit(Peek(1)))
        {
            isDecimal = true;
            _position++;
            SkipDigits();
        }

        // Without digits behind it, e is no exponent: it makes the number an F32.
        if (Current is (byte)'e' or (byte)'E' && IsDigit(Peek(Peek(1) is (byte)'+' or (byte)'-' ? 2 : 1)))
        {
            isDecimal = true;
            _position += 2;
            SkipDigits();
        }

        var text = _source[start.._position];
        if (Current == (byte)'e')
        {
            _position++;
            return new Value(ElementTypes.F32, BitConverter.DoubleToInt64Bits(Single(ParseDecimal(text))));
        }

        if (isDecimal || !Utf8Parser.TryParse(text, out long value, out var consumed) || consumed != text.Length)
            return Value.Float64(ParseDecimal(text));
        return Current switch
        {
            (byte)'h' => ReadSuffix(start, value, short.MaxValue, ElementTypes.I16),
            (byte)'i' => ReadSuffix(start, value, int.MaxValue, ElementTypes.I32),
            _ => Value.Int64(value),
        };
    }

    private void SkipDigits()
    {
        while (IsDigit(Current))
            _position++;
    }

    private Value ReadSuffix(int start, long value, long most, ElementType type)
    {
        _position++;
        return value >= -most && value <= most
            ? new Value(type, value)
            : throw Fault.Domain(At(start, $"parse: {type.Name} literal out of range [-{most},{most}], got {value}"));
    }

    private static double ParseDecimal(ReadOnlySpan<byte> text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The nearest F32, the greatest one beyond its range; without end, as F64 has none, the null.</summary>
    private static float Single(double value) => double.IsInfinity(value)
        ? float.NaN
        : (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);
}
