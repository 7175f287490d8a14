namespace Rayforce.Rayfall;

/// <content>Strings and quoted symbols.</content>
internal ref partial struct SourceReader
{
    /// <summary>What native's buffer for strings with escapes holds.</summary>
    private const int MaxEscaped = 4094;

    private static bool IsOctal(byte value) => value is >= (byte)'0' and <= (byte)'7';

    private RayString ReadString()
    {
        _position++;
        var start = _position;
        var escaped = false;
        while (Current != (byte)'"')
        {
            if (_position >= _source.Length)
                throw Fault.Parse();
            if (Current == (byte)'\\' && _position + 1 < _source.Length)
            {
                escaped = true;
                _position++;
            }

            _position++;
        }

        var raw = _source[start.._position];
        _position++;
        return new RayString(escaped ? Unescape(raw) : raw);
    }

    private static byte[] Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new List<byte>(raw.Length);
        for (var i = 0; i < raw.Length;)
        {
            if (text.Count >= MaxEscaped)
                throw Fault.Domain($"parse: string literal exceeds {MaxEscaped}-byte escape buffer");
            var value = raw[i++];
            if (value != (byte)'\\' || i == raw.Length)
            {
                text.Add(value);
                continue;
            }

            if (IsOctal(raw[i]))
            {
                text.Add(TakeOctal(raw, ref i));
                continue;
            }

            var letter = raw[i++];
            if (letter is not ((byte)'n' or (byte)'t' or (byte)'r' or (byte)'\\' or (byte)'"'))
                text.Add((byte)'\\');
            text.Add(Escape(letter));
        }

        return [.. text];
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

    /// <summary>What follows a quote: a symbol, or one character and a closing quote, which is a String.</summary>
    private RayObject ReadQuoted()
    {
        _position++;
        if (Current is 0 or (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)')' or (byte)']' or (byte)'}')
            return new RaySymbol("", quoted: true);
        if (Current == (byte)'\\' && _position + 1 < _source.Length)
        {
            var end = _position + 1;
            var character = IsOctal(_source[end]) ? TakeOctal(_source, ref end) : Escape(_source[end++]);
            if (end < _source.Length && _source[end] == (byte)'\'')
            {
                _position = end + 1;
                return new RayString([character]);
            }
        }
        else if (Peek(1) == (byte)'\'')
        {
            var character = Current;
            _position += 2;
            return new RayString([character]);
        }

        return new RaySymbol(TakeName(), quoted: true);
    }
}
