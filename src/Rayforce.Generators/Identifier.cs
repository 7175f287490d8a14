using Microsoft.CodeAnalysis.CSharp;

namespace Rayforce.Generators;

/// <summary>Names in code.</summary>
internal static class Identifier
{
    /// <summary>A name as it is written in code: <c>@class</c>.</summary>
    public static string Escape(string name) =>
        (SyntaxFacts.GetKeywordKind(name), SyntaxFacts.GetContextualKeywordKind(name))
            == (SyntaxKind.None, SyntaxKind.None) ? name : "@" + name;
}
