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
            static (node, _) => node is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax,
            static (target, _) => RecordModel.Create(
                (INamedTypeSymbol)target.TargetSymbol,
                (TypeDeclarationSyntax)target.TargetNode,
                target.SemanticModel.Compilation));
        context.RegisterSourceOutput(records, static (output, record) =>
        {
            foreach (var problem in record.Problems)
                output.ReportDiagnostic(problem.ToDiagnostic());
            if (!record.Problems.Any(static problem => problem.IsError))
                output.AddSource(record.FileName, RecordSource.Write(record));
        });
    }
}
