using System.Text;

namespace Rayforce.Rayfall;

/// <summary>Rayfall source text as the objects that evaluation works on.</summary>
public static class RayfallParser
{
    /// <summary>The most forms that one source may have at its top level, as in native Rayforce.</summary>
    public const int MaxForms = 256;

    /// <summary>Reads the forms of a source text.</summary>
    /// <param name="source">The text.</param>
    /// <returns>
    /// The forms in order, at least one; or one <see cref="RayError"/>: <c>parse</c>, <c>domain</c> or <c>limit</c>.
    /// </returns>
    public static IReadOnlyList<RayObject> Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return Read(Encoding.UTF8.GetBytes(source));
        }
        catch (RayfallException e)
        {
            return [e.ToError()];
        }
    }

    /// <summary>The forms of a source text.</summary>
    /// <exception cref="RayfallException">The text is no Rayfall.</exception>
    internal static List<RayObject> Read(ReadOnlySpan<byte> source)
    {
        // Native reads its source up to a NUL.
        var end = source.IndexOf((byte)0);
        var reader = new SourceReader(end < 0 ? source : source[..end]);
        var forms = new List<RayObject> { reader.ReadForm() };
        while (!reader.AtEnd())
        {
            if (forms.Count == MaxForms)
                throw Fault.Domain($"parse: too many top-level expressions, limit {MaxForms}");
            forms.Add(reader.ReadForm());
        }

        return forms;
    }
}
