using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rayforce.Generators;

/// <summary>Writes the mapping for every type with <c>[RayRecord]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecordGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var records = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Rayforce.RayRecordAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (target, _) => RecordModel.Create(target));
        context.RegisterSourceOutput(records, static (output, record) =>
        {
            if (record.Problem is { } problem)
                output.ReportDiagnostic(Diagnostic.Create(Problems.Unmappable, record.Location?.ToLocation(), problem));
            else
                output.AddSource(record.FileName, RecordSource.Write(record));
        });
    }
}
