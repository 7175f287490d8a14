using System.Globalization;
using System.Text;

namespace Rayforce.Text;

/// <summary>
/// Text under construction, as UTF-8: native counts widths in bytes and cuts between any two of them, so a text that
/// shall look the same has to be made of bytes.
/// </summary>
internal sealed class Utf8Text
{
    private byte[] _bytes = new byte[256];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (_bytes.Length - Length < utf8.Length)
            Array.Resize(
                ref _bytes,
                Math.Max(checked(Length + utf8.Length), (int)Math.Min(2L * _bytes.Length, int.MaxValue / 2)));
        utf8.CopyTo(_bytes.AsSpan(Length));
        Length += utf8.Length;
    }

    public void Append(string text) => Append(Encoding.UTF8.GetBytes(text));

    public void Append(long number) => Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number with zeros in front; a minus sign counts for the width, as in C.</summary>
    public void Append(int number, int width)
    {
        if (number < 0)
            Append("-"u8);
        var digits = Math.Abs((long)number).ToString(CultureInfo.InvariantCulture);
        Append(digits.PadLeft(number < 0 ? width - 1 : width, '0'));
    }

    /// <summary>A symbol as Rayfall prints it: the empty one has a mark.</summary>
    public void AppendSymbol(ReadOnlySpan<byte> utf8) => Append(utf8.IsEmpty ? "'"u8 : utf8);

    /// <summary>A string as Rayfall prints it.</summary>
    public void AppendQuoted(ReadOnlySpan<byte> utf8)
    {
        Append("\""u8);
        Append(utf8);
        Append("\""u8);
    }

    public void AppendRepeated(ReadOnlySpan<byte> utf8, int times)
    {
        for (var i = 0; i < times; i++)
            Append(utf8);
    }

    public void CutTo(int length) => Length = Math.Min(Length, length);

    /// <summary>What has been written, until more is.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();

    /// <summary>The text; bytes that are no UTF-8 show as U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_bytes, 0, Length);
}
