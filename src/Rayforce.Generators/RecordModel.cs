using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rayforce.Generators;

/// <summary>All that the source of a mapping needs to know of a record, comparable by value.</summary>
internal sealed record RecordModel(
    string? Namespace,
    string Declaration,
    string FullName,
    bool ByConstructor,
    bool HasStaticInterface,
    ValueList<ColumnModel> Columns)
{
    private static readonly SymbolDisplayFormat FullNames = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public string? Problem { get; private init; }

    public SourcePlace? Location { get; private init; }

    public string FileName =>
        FullName.Replace("global::", string.Empty).Replace('<', '_').Replace('>', '_') + ".RayMap.g.cs";

    public static RecordModel Create(GeneratorAttributeSyntaxContext target)
    {
        var type = (INamedTypeSymbol)target.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)target.TargetNode;
        var constructor = Primary(type);
        var columns = constructor is null
            ? type.GetMembers().OfType<IPropertySymbol>().Where(IsColumn).Select(Column)
            : constructor.Parameters.Select(Column);
        var model = new RecordModel(
            type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(),
            Keyword(type) + " " + type.Name,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            constructor is not null,
            target.SemanticModel.Compilation.GetTypeByMetadataName("Rayforce.IRayRecord`1") is not null,
            new ValueList<ColumnModel>([.. columns]));
        return model with
        {
            Problem = FindProblem(type, syntax, model),
            Location = SourcePlace.Of(syntax.Identifier.GetLocation()),
        };
    }

    private static string? FindProblem(INamedTypeSymbol type, TypeDeclarationSyntax syntax, RecordModel model)
    {
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            return $"'{type.Name}' has [RayRecord] but is not partial: the mapping is added to it.";
        if (type.ContainingType is not null || type.IsGenericType || type.IsStatic || type.IsAbstract)
            return $"'{type.Name}' has [RayRecord] but is nested, generic, static or abstract: take a plain type.";
        return model.Columns.Count == 0
            ? $"'{type.Name}' has [RayRecord] but neither a primary constructor nor a public property with get and set."
            : null;
    }

    /// <summary>The constructor of a positional record, or the only one that has parameters.</summary>
    private static IMethodSymbol? Primary(INamedTypeSymbol type)
    {
        var candidates = type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public
                && constructor.Parameters.Length > 0 && !IsCopy(constructor))
            .ToArray();
        return candidates.Length == 1 ? candidates[0] : null;
    }

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static bool IsColumn(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }
            and { GetMethod: not null, SetMethod: not null };

    private static ColumnModel Column(IPropertySymbol property) => Column(property, property.Type);

    private static ColumnModel Column(IParameterSymbol parameter)
    {
        var property = char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1);
        var column = Column(parameter, parameter.Type);
        return parameter.ContainingType.IsRecord ? column : column with { Property = property };
    }

    private static ColumnModel Column(ISymbol symbol, ITypeSymbol type)
    {
        var given = symbol.GetAttributes()
            .FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "RayColumnAttribute")
            ?.ConstructorArguments.FirstOrDefault().Value as string;
        var full = type.ToDisplayString(FullNames);
        return new ColumnModel(
            symbol.Name,
            given ?? char.ToLowerInvariant(symbol.Name[0]) + symbol.Name.Substring(1),
            full,
            type.IsReferenceType ? full.TrimEnd('?') : full);
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "partial record struct",
        { IsRecord: true } => "partial record",
        { IsValueType: true } => "partial struct",
        _ => "partial class",
    };
}
