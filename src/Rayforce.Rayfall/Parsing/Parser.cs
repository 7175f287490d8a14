using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Parsing;

/// <summary>Source text as the values that evaluation works on.</summary>
internal static class Parser
{
    /// <summary>The most forms that one source may have at its top level, as in native.</summary>
    public const int MaxForms = 256;

    /// <summary>Reads the forms of a source text, at least one: lists are calls, names are names.</summary>
    /// <exception cref="RayfallException">
    /// The text is no Rayfall (<c>parse</c>), or a literal in it no value (<c>domain</c>); the message says where.
    /// </exception>
    public static Value[] Read(Budget budget, Symbols symbols, ReadOnlySpan<byte> utf8)
    {
        // Native reads its source up to a NUL.
        var end = utf8.IndexOf((byte)0);
        var reader = new SourceReader(budget, symbols, end < 0 ? utf8 : utf8[..end]);
        return reader.ReadAll(MaxForms);
    }
}
