using Microsoft.CodeAnalysis;

namespace Rayforce.Generators;

/// <summary>What the generator reports.</summary>
internal static class Problems
{
#pragma warning disable RS2008 // One diagnostic needs no release notes of its own.
    public static readonly DiagnosticDescriptor Unmappable = new(
        "RAY001", "A record cannot be mapped", "{0}", "Rayforce", DiagnosticSeverity.Error, isEnabledByDefault: true);
#pragma warning restore RS2008
}
