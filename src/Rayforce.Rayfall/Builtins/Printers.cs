using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Printing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Values as text, into a string or to the one who asked.</summary>
internal static class Printers
{
    public static IEnumerable<Builtin> All =>
    [
        Of("format", "A string in which each `%` is replaced by the next argument.", Format),
        Of("print", "Prints values, or a format and its arguments.", Print),
        Of("println", "As `print`, and ends the line.", PrintLine),
        Of("show", "Prints values as a prompt does, tables in a box.", Show),
    ];

    private static Builtin Of(string name, string summary, BuiltinBody body) =>
        new(RayType.Variadic, name, summary) { Body = body, Traits = BuiltinTraits.TakesNull };

    private static Value Format(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
            throw Fault.Domain("format: expects at least 1 argument, got 0");
        if (arguments[0].Text is not { } format)
            throw Fault.Type($"format: format string must be str, got {TypeNames.Of(arguments[0])}");
        var text = new ValueText(evaluator.Symbols, evaluator.Budget);
        Fill(text, format.Utf8, arguments[1..]);
        return Value.String(text.ToArray());
    }

    private static bool HasPlace(ReadOnlySpan<byte> format) => format.Contains((byte)'%');

    private static void Fill(ValueText text, ReadOnlySpan<byte> format, ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            var place = format.IndexOf((byte)'%');
            if (place < 0)
                break;
            text.Append(format[..place]);
            text.AppendFormatted(argument);
            format = format[(place + 1)..];
        }

        text.Append(format);
    }

    private static Value Print(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        evaluator.Print(Printed(evaluator, arguments).Written);
        return Value.Null;
    }

    private static Value PrintLine(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var text = Printed(evaluator, arguments);
        text.Append("\n"u8);
        evaluator.Print(text.Written);
        return Value.Null;
    }

    private static ValueText Printed(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var text = new ValueText(evaluator.Symbols, evaluator.Budget);
        if (arguments.Length > 0 && arguments[0].Text is { } format && HasPlace(format.Utf8))
        {
            Fill(text, format.Utf8, arguments[1..]);
            return text;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
                text.Append(" "u8);
            text.AppendPrinted(arguments[i]);
        }

        return text;
    }

    private static Value Show(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var text = new ValueText(evaluator.Symbols, evaluator.Budget);
        foreach (var argument in arguments)
            text.AppendShown(argument);
        text.Append("\n"u8);
        evaluator.Print(text.Written);
        return Value.Null;
    }
}
