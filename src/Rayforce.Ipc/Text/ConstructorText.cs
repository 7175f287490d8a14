using System.Text;

namespace Rayforce.Text;

/// <summary>
/// Values in the constructor form that the Python binding prints by <c>repr</c>. Where the binding has none or fails,
/// the form is still one that says what the value is: see <see cref="RayObject.ToString"/>.
/// </summary>
internal static class ConstructorText
{
    /// <summary>The elements of a vector, list or dict that are shown; <c>..</c> stands for the rest.</summary>
    private const int MaxElements = 100;

    /// <summary>The characters after which no further element is begun.</summary>
    private const int MaxLength = 65_536;

    public static string Format(RayObject value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, RayObject value)
    {
        switch (value)
        {
            case RayAtom atom: AppendCall(text, NameOf(atom.Type), PythonLiteral.Format(atom)); break;
            case RaySymbol symbol: AppendCall(text, "Symbol", PythonLiteral.Format(symbol.Name)); break;
            case RayString characters: AppendCall(text, "String", PythonLiteral.Format(characters.Value)); break;
            case RayBuiltin builtin: AppendCall(text, "Operation", PythonLiteral.Format(builtin.Name)); break;
            case RayError error: AppendError(text, error); break;
            case RayDict dict: AppendDict(text, dict); break;
            case RayTable table: AppendElements(text.Append("Table"), table.Names); break;
            case RayLambda lambda:
                AppendPlain(text.Append("Fn(args: "), lambda.Parameters);
                AppendPlain(text.Append("; body: "), lambda.Body);
                text.Append(')');
                break;
            case RayVector or RayList:
                AppendElements(text.Append(value is RayVector ? "Vector(" : "List("), value);
                text.Append(')');
                break;
            default: text.Append("Null"); break;
        }
    }

    /// <summary>A value inside a dict or lambda: as Python would hold it, without the outermost constructor.</summary>
    private static void AppendPlain(StringBuilder text, RayObject value)
    {
        switch (value)
        {
            case RayNull: text.Append("None"); break;
            case RayAtom atom: text.Append(PythonLiteral.Format(atom)); break;
            case RaySymbol symbol: text.Append(PythonLiteral.Format(symbol.Name)); break;
            case RayString characters: text.Append(PythonLiteral.Format(characters.Value)); break;
            case RayVector or RayList: AppendElements(text, value); break;
            case RayDict dict when IsPaired(dict): AppendPairs(text, dict); break;
            default: Append(text, value); break;
        }
    }

    private static void AppendElements(StringBuilder text, RayObject values)
    {
        text.Append('[');
        for (var i = 0; i < values.ElementCount() && BeginElement(text, i); i++)
            Append(text, ElementOf(values, i));
        text.Append(']');
    }

    private static void AppendDict(StringBuilder text, RayDict dict)
    {
        if (IsPaired(dict))
        {
            text.Append("Dict(");
            AppendPairs(text, dict);
        }
        else
        {
            Append(text.Append("Dict.from_items("), dict.Keys);
            Append(text.Append(", "), dict.Values);
        }

        text.Append(')');
    }

    private static void AppendPairs(StringBuilder text, RayDict dict)
    {
        text.Append('{');
        for (var i = 0; i < dict.Keys.ElementCount() && BeginElement(text, i); i++)
        {
            AppendPlain(text, ElementOf(dict.Keys, i));
            AppendPlain(text.Append(": "), ElementOf(dict.Values, i));
        }

        text.Append('}');
    }

    private static void AppendError(StringBuilder text, RayError error)
    {
        text.Append("Error(").Append(PythonLiteral.Format(error.Code));
        if (error.Message is not null)
            text.Append(", ").Append(PythonLiteral.Format(error.Message));
        text.Append(')');
    }

    private static void AppendCall(StringBuilder text, string name, string argument) =>
        text.Append(name).Append('(').Append(argument).Append(')');

    /// <summary>Writes what stands before an element, or the mark that there are more than are shown.</summary>
    private static bool BeginElement(StringBuilder text, int index)
    {
        if (index > 0)
            text.Append(", ");
        if (index < MaxElements && text.Length < MaxLength)
            return true;
        text.Append("..");
        return false;
    }

    /// <summary>An element; in a vector that is marked as holding nulls a null sentinel is the untyped null.</summary>
    private static RayObject ElementOf(RayObject values, int index) =>
        values.ElementAt(index) is var element
        && values is RayVector { HasNulls: true } && element is RayAtom { IsNull: true }
            ? RayNull.Instance
            : element;

    private static bool IsPaired(RayDict dict) =>
        dict.Keys is RayVector or RayList && dict.Values is RayVector or RayList &&
        dict.Keys.ElementCount() == dict.Values.ElementCount();

    private static string NameOf(RayType type) => type switch
    {
        RayType.Guid => "GUID",
        RayType.Char => "C8",
        _ => type.ToString(),
    };
}
