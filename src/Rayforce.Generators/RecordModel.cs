using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rayforce.Generators;

/// <summary>All that the source of a mapping needs to know of a record, comparable by value.</summary>
/// <param name="FileName">The name of the source.</param>
/// <param name="Namespace">The namespace; a null reference for the global one.</param>
/// <param name="Declarations">The types around the record, the outermost first, and the record itself.</param>
/// <param name="FullName">The record's name, in full.</param>
/// <param name="MappingName">A name that nothing in the record has, for the mapping's class.</param>
/// <param name="HasNullable">Whether the language has annotations of nullable references.</param>
/// <param name="HasStaticInterface">Whether the library and the language have static members of interfaces.</param>
/// <param name="Columns">The columns; those of the constructor first, in its order.</param>
/// <param name="Problems">What is to be reported.</param>
internal sealed record RecordModel(
    string FileName,
    string? Namespace,
    ValueList<string> Declarations,
    string FullName,
    string MappingName,
    bool HasNullable,
    bool HasStaticInterface,
    ValueList<ColumnModel> Columns,
    ValueList<Problem> Problems)
{
    private static readonly SymbolDisplayFormat NamespaceName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static RecordModel Create(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation)
    {
        var language = ((CSharpCompilation)compilation).LanguageVersion;
        // It lies among what .NET Standard lacks, as the calendar types do.
        var isNet = compilation.GetTypeByMetadataName("Rayforce.IRayRecord`1") is not null;
        var columns = new RecordColumns(type, syntax, compilation, isNet);
        columns.Find();
        return new RecordModel(
            SourceFileName.Of(type),
            type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(NamespaceName),
            new ValueList<string>([.. Around(type).Reverse().Select(Declaration)]),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            MappingNameIn(type),
            language >= LanguageVersion.CSharp8,
            isNet && language >= LanguageVersion.CSharp11,
            new ValueList<ColumnModel>([.. columns.Columns]),
            new ValueList<Problem>([.. columns.Reports]));
    }

    /// <summary>The type and those around it, the outermost last.</summary>
    public static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            yield return outer;
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var parameters = string.Join(", ", type.TypeParameters.Select(static each => Identifier.Escape(each.Name)));
        return $"{Keyword(type)} {Identifier.Escape(type.Name)}{(parameters.Length == 0 ? "" : $"<{parameters}>")}";
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "partial record struct",
        { IsRecord: true } => "partial record",
        { IsValueType: true } => "partial struct",
        { TypeKind: TypeKind.Interface } => "partial interface",
        _ => "partial class",
    };

    private static string MappingNameIn(INamedTypeSymbol type)
    {
        var name = "RayMapping";
        while (IsTaken(type, name))
            name += "_";
        return name;
    }

    private static bool IsTaken(INamedTypeSymbol type, string name)
    {
        if (type.Name == name || type.TypeParameters.Any(parameter => parameter.Name == name))
            return true;
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (!declaring.GetMembers(name).IsEmpty)
                return true;
        }

        return false;
    }
}
