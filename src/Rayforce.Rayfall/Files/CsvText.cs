using System.Buffers;
using System.Globalization;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Printing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>Values as the fields of a CSV text, as native writes them.</summary>
internal sealed class CsvText(Budget budget, Symbols symbols)
{
    private const long Second = 1_000_000_000;
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(",\"\r\n"u8);
    private static readonly DateTime Epoch = new(2000, 1, 1);

    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Bytes that were not moved yet.</summary>
    public int Length => _text.WrittenCount;

    public void AddName(int name, bool isFirst)
    {
        Separate(isFirst);
        AddText(symbols.Utf8(name));
    }

    /// <summary>Adds a field; the null is an empty one.</summary>
    public void Add(Value value, bool isFirst)
    {
        Separate(isFirst);
        if (value.IsNull)
            return;
        if (value.Text is { } text)
            AddText(text.Utf8);
        else if (value.IsSymbol)
            AddText(symbols.Utf8(value.SymbolId));
        else if (value.Scalar is { } type && Write(type, value) is { } field)
            AddAscii(field);
        else
        {
            var source = new ValueText(symbols, budget);
            source.AppendSource(value);
            AddText(source.ToArray());
        }
    }

    public void EndRow() => _text.Write("\n"u8);

    public void MoveTo(Stream stream)
    {
        stream.Write(_text.WrittenSpan);
        _text.ResetWrittenCount();
    }

    private static string? Write(ElementType type, Value value)
    {
        var bits = value.Bits;
        var culture = CultureInfo.InvariantCulture;
        return type.Type switch
        {
            RayType.B8 => bits != 0 ? "true" : "false",
            RayType.U8 or RayType.I16 or RayType.I32 or RayType.I64 => bits.ToString(culture),
            RayType.F32 or RayType.F64 => value.Double.ToString("g17", culture),
            RayType.Date => Date(bits),
            RayType.Time => Time(bits * 1_000_000, digits: 3),
            RayType.Timestamp => Timestamp(bits),
            _ => null,
        };
    }

    private static string? Date(long day) =>
        Math.Abs(day) < 3_000_000 && day >= -730_119 && day < 2_921_940
            ? Epoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static string? Timestamp(long moment)
    {
        var day = Math.DivRem(moment, 86_400 * Second, out var time);
        if (time < 0)
            (day, time) = (day - 1, time + 86_400 * Second);
        return $"{Date(day)}T{Time(time, digits: 9)}";
    }

    /// <summary>The time of some nanoseconds, with a fraction where there is one.</summary>
    private static string Time(long nanoseconds, int digits)
    {
        var left = Math.Abs(nanoseconds);
        var (seconds, fraction) = Math.DivRem(left, Second);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(nanoseconds < 0 ? "-" : "")}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : $"{text}.{fraction.ToString("000000000", CultureInfo.InvariantCulture)[..digits]}";
    }

    private void Separate(bool isFirst)
    {
        if (!isFirst)
            _text.Write(","u8);
    }

    private void AddAscii(string field)
    {
        var length = System.Text.Encoding.ASCII.GetBytes(field, _text.GetSpan(field.Length));
        _text.Advance(length);
    }

    private void AddText(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.ContainsAny(Quoted))
        {
            _text.Write(utf8);
            return;
        }

        _text.Write("\""u8);
        while (utf8.IndexOf((byte)'"') is >= 0 and var quote)
        {
            _text.Write(utf8[..(quote + 1)]);
            _text.Write("\""u8);
            utf8 = utf8[(quote + 1)..];
        }

        _text.Write(utf8);
        _text.Write("\""u8);
    }
}
