using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Parsing;

/// <content>Strings and quoted symbols.</content>
internal ref partial struct SourceReader
{
    /// <summary>What native's buffer for strings with escapes holds.</summary>
    private const int MaxEscaped = 4094;

    private static bool IsOctal(byte value) => value is >= (byte)'0' and <= (byte)'7';

    private Value ReadString()
    {
        var start = _position++;
        var escaped = false;
        while (Current != (byte)'"')
        {
            if (IsAtEnd)
                throw Fault.Parse(At(start, "a string is never closed: expected '\"'"));
            if (Current == (byte)'\\' && _position + 1 < _source.Length)
            {
                escaped = true;
                _position++;
            }

            _position++;
        }

        var raw = _source[(start + 1).._position++];
        if (raw.IsEmpty)
            return TextAtom.Empty;
        _budget.Charge(raw.Length);
        return Value.String(escaped ? Unescape(raw, start) : raw.ToArray());
    }

    private readonly byte[] Unescape(ReadOnlySpan<byte> raw, int start)
    {
        Span<byte> text = stackalloc byte[MaxEscaped + 1];
        var length = 0;
        for (var i = 0; i < raw.Length;)
        {
            if (length >= MaxEscaped)
                throw Fault.Domain(At(start, $"parse: string literal exceeds {MaxEscaped}-byte escape buffer"));
            var value = raw[i++];
            if (value != (byte)'\\' || i == raw.Length)
            {
                text[length++] = value;
                continue;
            }

            if (IsOctal(raw[i]))
            {
                text[length++] = TakeOctal(raw, ref i);
                continue;
            }

            // A backslash before any other letter stays.
            var letter = raw[i++];
            if (letter is not ((byte)'n' or (byte)'t' or (byte)'r' or (byte)'\\' or (byte)'"'))
                text[length++] = (byte)'\\';
            text[length++] = Escape(letter);
        }

        return text[..length].ToArray();
    }

    private static byte Escape(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        _ => letter,
    };

    /// <summary>One to three octal digits, modulo 256.</summary>
    private static byte TakeOctal(ReadOnlySpan<byte> text, ref int position)
    {
        var value = 0;
        for (var digits = 0; digits < 3 && position < text.Length && IsOctal(text[position]); digits++)
            value = value * 8 + (text[position++] - '0');
        return (byte)value;
    }

    /// <summary>What follows a quote: a symbol, or one character and a closing quote, which is a string.</summary>
    private Value ReadQuoted()
    {
        _position++;
        if (Current is 0 or (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)')' or (byte)']' or (byte)'}')
            return Value.Symbol(SymbolTable.Empty);
        if (Current == (byte)'\\' && _position + 1 < _source.Length)
        {
            var end = _position + 1;
            var character = IsOctal(_source[end]) ? TakeOctal(_source, ref end) : Escape(_source[end++]);
            if (end < _source.Length && _source[end] == (byte)'\'')
            {
                _position = end + 1;
                return Value.String(new[] { character });
            }
        }
        else if (Peek(1) == (byte)'\'')
        {
            var character = Current;
            _position += 2;
            return Value.String(new[] { character });
        }

        return Value.Symbol(_symbols.Intern(TakeName()));
    }
}
