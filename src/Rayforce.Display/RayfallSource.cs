using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rayforce.Display;

/// <summary>
/// Values as Rayfall source, in full: evaluated, it gives the value again. Functions have no source, and show as native
/// prints them.
/// </summary>
internal sealed class RayfallSource
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\\n\r\t");

    private readonly StringBuilder _text = new();

    private RayfallSource()
    {
    }

    /// <summary>The source of a value.</summary>
    public static string Of(RayObject value)
    {
        var source = new RayfallSource();
        source.Append(value);
        return source._text.ToString();
    }

    /// <summary>A text between quotes.</summary>
    public static string Quote(string text)
    {
        var source = new RayfallSource();
        source.AppendText(text);
        return source._text.ToString();
    }

    /// <summary>Whether a name can be written as it is.</summary>
    public static bool IsPlain(string name)
    {
        if (name is "null" or "true" or "false" || name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
            return false;
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-' or '?'))
                return false;
        }

        return true;
    }

    private void Append(RayObject value)
    {
        switch (value)
        {
            case RayTable table:
                _text.Append("(table ");
                Append(table.Names);
                AppendItems(" (list", table.Columns, "))");
                break;
            case RayDict dict:
                _text.Append("(dict ");
                Append(dict.Keys);
                _text.Append(' ');
                Append(dict.Values);
                _text.Append(')');
                break;
            case RayList list:
                AppendItems("(list", list, ")");
                break;
            case RayVector vector:
                AppendVector(vector);
                break;
            case RayString text:
                AppendText(text.Value);
                break;
            case RaySymbol name:
                AppendSymbol(name.Name);
                break;
            case RayAtom atom:
                AppendAtom(atom);
                break;
            default:
                _text.Append(value.ToRayfall());
                break;
        }
    }

    private void AppendItems(string begin, RayList items, string end)
    {
        _text.Append(begin);
        foreach (var item in items)
        {
            _text.Append(' ');
            Append(item);
        }

        _text.Append(end);
    }

    private void AppendVector(RayVector vector)
    {
        if (vector.Count == 0)
        {
            _text.Append(vector.Type == RayType.I64 ? "[]" : $"(as '{Name(vector.Type)} [])");
            return;
        }

        if (vector is RayTextVector texts)
        {
            AppendTexts(texts);
            return;
        }

        // There is no literal of a GUID inside of a vector; a list of them is one.
        var (begin, end) = vector is RayVector<RayGuid> ? ("(list ", ')') : ("[", ']');
        _text.Append(vector is RayVector<RayGuid> && vector.Count == 1 ? "(enlist " : begin);
        for (var i = 0; i < vector.Count; i++)
        {
            if (i > 0)
                _text.Append(' ');
            AppendAtom((RayAtom)vector.GetAtom(i));
        }

        _text.Append(end);
    }

    private void AppendTexts(RayTextVector texts)
    {
        var isSymbols = texts is RaySymbolVector;
        var isPlain = true;
        foreach (var text in texts)
            isPlain &= text.Length == 0 || IsPlain(text);
        if (isSymbols && !isPlain)
            _text.Append("(as 'SYMBOL ");
        _text.Append('[');
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                _text.Append(' ');
            if (!isSymbols || !isPlain)
                AppendText(texts[i]);
            else
                _text.Append(texts[i].Length == 0 ? "'" : texts[i]);
        }

        _text.Append(']');
        if (isSymbols && !isPlain)
            _text.Append(')');
    }

    private void AppendAtom(RayAtom value)
    {
        switch (value)
        {
            case { IsNull: true }:
                _text.Append(value.ToRayfall());
                break;
            case RayAtom<short> atom:
                _text.Append(Culture, $"{atom.Value}h");
                break;
            case RayAtom<int> atom:
                _text.Append(Culture, $"{atom.Value}i");
                break;
            case RayAtom<float> atom:
                _text.Append(Cells.Number(atom.Value.ToString(Culture))).Append('e');
                break;
            case RayAtom<double> atom:
                _text.Append(Cells.Number(atom.Value.ToString(Culture)));
                break;
            case RayAtom<RayGuid>:
                _text.Append(Culture, $"(as 'GUID \"{value.ToRayfall()}\")");
                break;
            default:
                _text.Append(value.ToRayfall());
                break;
        }
    }

    private void AppendSymbol(string name)
    {
        if (name.Length == 0 || IsPlain(name))
        {
            _text.Append('\'').Append(name);
            return;
        }

        _text.Append("(as 'SYMBOL ");
        AppendText(name);
        _text.Append(')');
    }

    private void AppendText(string text)
    {
        _text.Append('"');
        if (!text.AsSpan().ContainsAny(Escaped))
        {
            _text.Append(text).Append('"');
            return;
        }

        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                _ => _text.Append(character),
            };
        }

        _text.Append('"');
    }

    private static string Name(RayType type) => type == RayType.String ? "STR" : type.ToString().ToUpperInvariant();
}
