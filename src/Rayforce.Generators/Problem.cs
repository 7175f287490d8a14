using Microsoft.CodeAnalysis;

namespace Rayforce.Generators;

/// <summary>What stands in the way of a mapping, and where.</summary>
internal sealed record Problem(DiagnosticDescriptor Descriptor, SourcePlace? Place, ValueList<string> Arguments)
{
    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Place?.ToLocation(), [.. Arguments]);
}
