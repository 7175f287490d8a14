using System.Text;
using Microsoft.CodeAnalysis;

namespace Rayforce.Generators;

/// <summary>The names of the sources.</summary>
internal static class SourceFileName
{
    /// <summary>
    /// The type's name with a hash of it: the compiler takes names that differ only in case for one.
    /// </summary>
    public static string Of(INamedTypeSymbol type)
    {
        var name = string.Join(".", RecordModel.Around(type).Reverse().Select(static outer => outer.MetadataName));
        if (!type.ContainingNamespace.IsGlobalNamespace)
            name = $"{type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}.{name}";
        var hash = 2_166_136_261;
        foreach (var letter in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ letter) * 16_777_619);
        return $"{name.Replace("@", "").Replace('`', '_')}.{hash:x8}.RayMap.g.cs";
    }
}
