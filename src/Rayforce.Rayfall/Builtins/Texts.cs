using System.Text;

namespace Rayforce.Rayfall;

/// <summary>Strings and printing.</summary>
internal static class Texts
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Variadic("println", (evaluation, arguments) => Print(evaluation, Format(arguments) + "\n"));
        table.Variadic("print", (evaluation, arguments) => Print(evaluation, Format(arguments)));
        table.Variadic("show", (evaluation, arguments) =>
            Print(evaluation, string.Join(' ', Array.ConvertAll(arguments.ToArray(), Show)) + "\n"));
        table.Variadic("format", (_, arguments) => arguments.IsEmpty || arguments[0] is RayString
            ? new RayString(Format(arguments))
            : throw Fault.Type($"format: format string must be str, got {TypeNames.Of(arguments[0])}"));
        table.Unary("strlen", Length);
        table.Unary("upper", (evaluation, value) => Each(evaluation, value, text => text.ToUpperInvariant()));
        table.Unary("lower", (evaluation, value) => Each(evaluation, value, text => text.ToLowerInvariant()));
        table.Binary("like", Like);
    }

    private static RayNull Print(Evaluation evaluation, string text)
    {
        evaluation.Print(text);
        return RayNull.Instance;
    }

    /// <summary>
    /// A text in which each <c>%</c> stands for the next argument; without a text in front, all of them.
    /// </summary>
    private static string Format(ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.IsEmpty)
            return "";
        if (arguments[0] is not RayString pattern)
            return string.Join(' ', Array.ConvertAll(arguments.ToArray(), Show));
        var text = new StringBuilder();
        var next = 1;
        foreach (var letter in pattern.Value)
        {
            if (letter == '%' && next < arguments.Length)
                text.Append(Show(arguments[next++]));
            else
                text.Append(letter);
        }

        foreach (var argument in arguments[next..])
            text.Append(' ').Append(Show(argument));
        return text.ToString();
    }

    private static string Show(RayObject value) => value is RayString text ? text.Value : value.ToRayfall();

    private static RayObject Length(Evaluation evaluation, RayObject value) => value switch
    {
        RayString or RaySymbol => (long)Vectors.Utf8(value).Length,
        RayTextVector texts =>
            new RayVector<long>(Array.ConvertAll(Vectors.Indices(0, texts.Count), i => (long)texts.GetUtf8(i).Length)),
        _ => throw Fault.Type($"strlen: expected a string, got {TypeNames.Of(value)}"),
    };

    private static RayObject Each(Evaluation evaluation, RayObject value, Func<string, string> change)
    {
        switch (value)
        {
            case RayString text:
                return new RayString(change(text.Value));
            case RaySymbol symbol:
                return new RaySymbol(change(symbol.Name));
            case RayTextVector texts:
                evaluation.Budget.Charge(texts.Count, texts.Type);
                var builder = new RayTextVectorBuilder(texts.Type, texts.Count);
                for (var i = 0; i < texts.Count; i++)
                    builder.Add(Encoding.UTF8.GetBytes(change(texts[i])));
                return builder.ToVector();
            default:
                throw Fault.Type($"expected a string, got {TypeNames.Of(value)}");
        }
    }

    private static RayObject Like(Evaluation evaluation, RayObject value, RayObject pattern)
    {
        if (pattern is not RayString glob)
            throw Fault.Type($"like: pattern must be a string, got {TypeNames.Of(pattern)}");
        if (value is RayString or RaySymbol)
            return Atoms.Bool(Glob.Matches(Vectors.Utf8(value), glob.Utf8));
        if (value is not RayTextVector texts)
            throw Fault.Type("like: expects string or symbol");
        evaluation.Budget.Charge(texts.Count, RayType.B8);
        var result = new bool[texts.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            result[i] = Glob.Matches(texts.GetUtf8(i), glob.Utf8);
        }

        return new RayVector<bool>(result);
    }
}
