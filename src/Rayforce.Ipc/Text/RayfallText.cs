namespace Rayforce.Text;

/// <summary>
/// Values as Rayfall text, as native Rayforce (wire version 3) prints them: two decimals, vectors cut at 80 bytes,
/// lists and dicts at 50 elements.
/// </summary>
internal static class RayfallText
{
    private const int MaxVectorWidth = 80;
    private const int MaxElements = 50;

    public static string Format(RayObject value)
    {
        var text = new Utf8Text();
        Append(text, value);
        return text.ToString();
    }

    public static void Append(Utf8Text text, RayObject value)
    {
        switch (value)
        {
            case RayAtom { IsNull: true }: text.Append(NullLiteral(value.Type)); break;
            case RayAtom atom: RayfallAtom.Append(text, atom); break;
            case RaySymbol symbol: AppendSymbol(text, symbol.Utf8); break;
            case RayString characters: AppendQuoted(text, characters.Utf8); break;
            case RayVector vector: AppendVector(text, vector); break;
            case RayList list: AppendList(text, list); break;
            case RayDict dict: AppendDict(text, dict); break;
            case RayTable table: RayfallTable.Append(text, table); break;
            case RayBuiltin builtin: AppendBuiltin(text, builtin); break;
            case RayError error: text.Append($"error: {error.Code}"); break;
            case RayLambda: text.Append("lambda"u8); break;
            default: text.Append("null"u8); break;
        }
    }

    /// <summary>
    /// An element of a vector; a sentinel shows as null only where the vector is marked as holding nulls.
    /// </summary>
    public static void AppendElement(Utf8Text text, RayVector vector, int index)
    {
        if (vector is RaySymbolVector symbols)
            AppendSymbol(text, symbols.GetUtf8(index));
        else if (vector is RayStringVector strings)
            AppendQuoted(text, strings.GetUtf8(index));
        else if (vector.HasNulls)
            Append(text, vector.GetAtom(index));
        else
            RayfallAtom.Append(text, (RayAtom)vector.GetAtom(index));
    }

    private static void AppendSymbol(Utf8Text text, ReadOnlySpan<byte> utf8) =>
        text.Append(utf8.IsEmpty ? "'"u8 : utf8);

    private static void AppendQuoted(Utf8Text text, ReadOnlySpan<byte> utf8)
    {
        text.Append("\""u8);
        text.Append(utf8);
        text.Append("\""u8);
    }

    private static void AppendVector(Utf8Text text, RayVector vector)
    {
        text.Append("["u8);
        var start = text.Length;
        for (var i = 0; i < vector.Count; i++)
        {
            if (i > 0)
                text.Append(" "u8);
            var end = text.Length;
            AppendElement(text, vector, i);
            if (text.Length - start <= MaxVectorWidth)
                continue;
            text.CutTo(end);
            text.Append(".."u8);
            break;
        }

        text.Append("]"u8);
    }

    private static void AppendList(Utf8Text text, RayList list)
    {
        text.Append("("u8);
        for (var i = 0; i < Math.Min(list.Count, MaxElements); i++)
        {
            if (i > 0)
                text.Append(" "u8);
            Append(text, list[i]);
        }

        text.Append(list.Count > MaxElements ? " ..)"u8 : ")"u8);
    }

    private static void AppendDict(Utf8Text text, RayDict dict)
    {
        var count = dict.Keys.ElementCount();
        text.Append("{"u8);
        for (var i = 0; i < Math.Min(count, MaxElements); i++)
        {
            if (i > 0)
                text.Append(" "u8);
            Append(text, dict.Keys.ElementAt(i));
            text.Append(":"u8);
            if (i < dict.Values.ElementCount())
                Append(text, dict.Values.ElementAt(i));
            else if (dict.Values is RayList)
                text.Append("null"u8);
        }

        text.Append(count > MaxElements ? " ..}"u8 : "}"u8);
    }

    private static void AppendBuiltin(Utf8Text text, RayBuiltin builtin)
    {
        text.Append("<"u8);
        text.Append(builtin.Utf8);
        text.Append(">"u8);
    }

    private static ReadOnlySpan<byte> NullLiteral(RayType type) => type switch
    {
        RayType.B8 => "0Nb"u8,
        RayType.U8 => "0Nu"u8,
        RayType.I16 => "0Nh"u8,
        RayType.I32 => "0Ni"u8,
        RayType.I64 => "0Nl"u8,
        RayType.F32 => "0Ne"u8,
        RayType.F64 => "0Nf"u8,
        RayType.Date => "0Nd"u8,
        RayType.Time => "0Nt"u8,
        RayType.Timestamp => "0Np"u8,
        RayType.Guid => "0Ng"u8,
        _ => "null"u8,
    };
}
