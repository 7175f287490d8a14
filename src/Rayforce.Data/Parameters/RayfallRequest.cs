namespace Rayforce.Data;

/// <summary>
/// A text of Rayfall with its parameters: the server makes a function of the text, whose arguments are the values.
/// </summary>
internal static class RayfallRequest
{
    /// <summary>Marks a parameter in the text, where it is part of its name.</summary>
    private const char Mark = '@';

    private static readonly RaySymbol Quote = new("quote");

    /// <summary>The request: the text itself, or <c>((eval (parse "(fn [@name] text)")) value)</c>.</summary>
    /// <exception cref="InvalidOperationException">A parameter has no name, or one that is none in Rayfall, or two have
    /// the same.</exception>
    public static RayObject Of(string text, RayDbParameterCollection parameters)
    {
        if (parameters.Count == 0)
            return new RayString(text);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (RayDbParameter parameter in parameters)
        {
            var name = parameter.PlainName;
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
                throw new InvalidOperationException($"'{name}' is no name of a parameter in Rayfall.");
            if (!names.Add(Mark + name))
                throw new InvalidOperationException($"The parameter '{name}' comes twice.");
        }

        // The line's end is that of a comment too.
        var function = $"(fn [{string.Join(' ', names)}] {text}\n)";
        return new RayList(
        [
            new RayList(new RaySymbol("eval"), new RayList(new RaySymbol("parse"), new RayString(function))),
            .. ValuesOf(parameters),
        ]);
    }

    /// <summary>A call of a function of the server, with the parameters in their order.</summary>
    public static RayObject Call(string function, RayDbParameterCollection parameters) =>
        new RayList([new RaySymbol(function), .. ValuesOf(parameters)]);

    private static IEnumerable<RayObject> ValuesOf(IEnumerable<RayDbParameter> parameters) =>
        parameters.Select(parameter => Unevaluated(parameter.ToRayObject()));

    /// <summary>A list is a call where it is an argument; what it is said to be is itself behind <c>quote</c>.</summary>
    private static RayObject Unevaluated(RayObject value) =>
        value is RayList or RayDict or RayLambda or RaySymbol { IsQuoted: false } ? new RayList(Quote, value) : value;
}
