using System.Text;

namespace Rayforce;

/// <summary>
/// What several kinds of values share of the constructor form that the Python binding prints by <c>repr</c>.
/// </summary>
internal static class ConstructorText
{
    /// <summary>The elements of a vector, list or dict that are shown; <c>..</c> stands for the rest.</summary>
    private const int MaxElements = 100;

    /// <summary>The characters after which no further element is begun.</summary>
    private const int MaxLength = 65_536;

    /// <summary>A constructor with one argument.</summary>
    public static void AppendCall(this StringBuilder text, string name, string argument) =>
        text.Append(name).Append('(').Append(argument).Append(')');

    /// <summary>The elements of a vector or list, in brackets.</summary>
    public static void AppendElements(this StringBuilder text, RayObject values)
    {
        text.Append('[');
        for (var i = 0; i < values.ElementCount && text.BeginElement(i); i++)
        {
            // The binding shows an empty string as null in a vector, and as it is in a dict.
            var element = ElementOf(values, i);
            (values is RayVector && element is RayString { IsNull: true } ? RayNull.Instance : element)
                .AppendConstructor(text);
        }

        text.Append(']');
    }

    /// <summary>Keys with their values, in braces.</summary>
    public static void AppendPairs(this StringBuilder text, RayObject keys, RayObject values)
    {
        text.Append('{');
        for (var i = 0; i < keys.ElementCount && text.BeginElement(i); i++)
        {
            ElementOf(keys, i).AppendPlain(text);
            ElementOf(values, i).AppendPlain(text.Append(": "));
        }

        text.Append('}');
    }

    /// <summary>Writes what stands before an element, or the mark that there are more than are shown.</summary>
    private static bool BeginElement(this StringBuilder text, int index)
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
}
