using System.Text;

namespace Rayforce.Rayfall;

/// <summary>Strings and printing.</summary>
internal static class Texts
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Variadic("println", (evaluation, arguments) => Print(evaluation, Format(evaluation, arguments) + "\n"));
        table.Variadic("print", (evaluation, arguments) => Print(evaluation, Format(evaluation, arguments)));
        table.Variadic("show", (evaluation, arguments) =>
            Print(evaluation, ShowAll(evaluation, arguments) + "\n"));
        table.Variadic("format", (evaluation, arguments) => arguments.IsEmpty || arguments[0] is RayString
            ? new RayString(Format(evaluation, arguments))
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
    private static string Format(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.IsEmpty)
            return "";
        if (arguments[0] is not RayString pattern)
            return ShowAll(evaluation, arguments);
        evaluation.Budget.Charge(pattern.Utf8.Length, sizeof(char));
        var text = new StringBuilder();
        var next = 1;
        foreach (var letter in pattern.Value)
        {
            if (letter == '%' && next < arguments.Length)
                text.Append(Show(evaluation, arguments[next++]));
            else
                text.Append(letter);
        }

        foreach (var argument in arguments[next..])
            text.Append(' ').Append(Show(evaluation, argument));
        return text.ToString();
    }

    private static string ShowAll(Evaluation evaluation, ReadOnlySpan<RayObject> values) =>
        string.Join(' ', Array.ConvertAll(values.ToArray(), value => Show(evaluation, value)));

    private static string Show(Evaluation evaluation, RayObject value)
    {
        evaluation.Inspect(value);
        evaluation.Budget.Charge(Vectors.Utf8(value).Length, sizeof(char));
        return value is RayString text ? text.Value : value.ToRayfall();
    }

    private static RayObject Length(Evaluation evaluation, RayObject value) => value switch
    {
        RayString or RaySymbol => (long)Vectors.Utf8(value).Length,
        RayTextVector texts =>
            RayVector<long>.Wrap(Array.ConvertAll(Vectors.Indices(0, texts.Count), i => (long)texts.GetUtf8(i).Length)),
        _ => throw Fault.Type($"strlen: expected a string, got {TypeNames.Of(value)}"),
    };

    private static RayObject Each(Evaluation evaluation, RayObject value, Func<string, string> change)
    {
        switch (value)
        {
            case RayString text:
                evaluation.Budget.Charge(text.Utf8.Length, sizeof(char));
                return new RayString(change(text.Value));
            case RaySymbol symbol:
                evaluation.Budget.Charge(symbol.Utf8.Length, sizeof(char));
                return new RaySymbol(change(symbol.Name));
            case RayTextVector texts:
                evaluation.Budget.Charge(Vectors.Size(texts), RayType.U8);
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
            return Atoms.Bool(Matches(evaluation, Vectors.Utf8(value), glob.Utf8));
        if (value is not RayTextVector texts)
            throw Fault.Type("like: expects string or symbol");
        evaluation.Budget.Charge(texts.Count, RayType.B8);
        var result = new bool[texts.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            result[i] = Matches(evaluation, texts.GetUtf8(i), glob.Utf8);
        }

        return RayVector<bool>.Wrap(result);
    }

    /// <summary>A long text takes as many steps as a long pattern may make it look at its bytes.</summary>
    private static bool Matches(Evaluation evaluation, ReadOnlySpan<byte> text, ReadOnlySpan<byte> glob)
    {
        if (text.Length > Blocks.Size)
            evaluation.Budget.Step((long)text.Length * glob.Length / Blocks.Size);
        return Glob.Matches(text, glob);
    }
}
