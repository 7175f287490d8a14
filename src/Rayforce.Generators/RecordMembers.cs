using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rayforce.Generators;

/// <summary>What a type has that matters to its mapping.</summary>
internal static class RecordMembers
{
    private const string ColumnAttribute = "Rayforce.RayColumnAttribute";
    private const string SetsRequired = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    /// <summary>The declarations of a type and those around it that are not partial.</summary>
    public static IEnumerable<TypeDeclarationSyntax> Unpartial(TypeDeclarationSyntax syntax) =>
        syntax.AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(static outer => !outer.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>What a type is that no record can be; a null reference where it can.</summary>
    public static string? Hindrance(INamedTypeSymbol type)
    {
        if (type.IsStatic)
            return "static";
        if (type.IsAbstract)
            return "abstract";
        if (type.IsRefLikeType)
            return "a ref struct";
        return RecordModel.Around(type).Any(static outer => outer.IsFileLocal) ? "local to its file" : null;
    }

    /// <summary>All properties, those of base types first; one that overrides or hides another has its place.</summary>
    public static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var properties = new List<IPropertySymbol>();
        foreach (var property in Members(type).OfType<IPropertySymbol>())
        {
            if (!property.ExplicitInterfaceImplementations.IsEmpty)
                continue;
            var index = properties.FindIndex(other => other.Name == property.Name);
            if (index < 0)
                properties.Add(property);
            else
                properties[index] = property;
        }

        return properties;
    }

    /// <summary>The public properties that another one hides, and does not override.</summary>
    public static IEnumerable<IPropertySymbol> Hidden(INamedTypeSymbol type, List<IPropertySymbol> properties) =>
        Members(type)
            .OfType<IPropertySymbol>()
            .Where(property => property is
                { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false }
                && properties.Exists(other => other.Name == property.Name && !IsOrOverrides(other, property)));

    /// <summary>The fields that hold a part of each record and are seen from outside, or have to be set.</summary>
    public static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) => Members(type)
        .OfType<IFieldSymbol>()
        .Where(static field => !field.IsStatic && !field.IsConst && field.AssociatedSymbol is null
            && (field.DeclaredAccessibility == Accessibility.Public || field.IsRequired));

    /// <summary>
    /// The constructor that a row is given to: the primary one; else the only one that is declared; else the one
    /// without parameters. A null reference where there is none of these.
    /// </summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        var all = type.InstanceConstructors.Where(constructor => !IsCopy(constructor)).ToArray();
        if (all.FirstOrDefault(IsPrimary) is { } primary)
            return primary;
        var declared = all.Where(static constructor => !constructor.IsImplicitlyDeclared).ToArray();
        return declared.Length == 1
            ? declared[0]
            : all.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
    }

    /// <summary>Whether a constructor relieves its callers of setting what is required.</summary>
    public static bool SetsRequiredMembers(IMethodSymbol constructor) => Has(constructor, SetsRequired);

    /// <summary>The <c>[RayColumn]</c> of a property, or of one that it overrides, or of a parameter.</summary>
    public static AttributeData? Column(ISymbol symbol)
    {
        for (var owner = symbol; owner is not null; owner = (owner as IPropertySymbol)?.OverriddenProperty)
        {
            if (owner.GetAttributes().FirstOrDefault(static data => IsNamed(data, ColumnAttribute)) is { } attribute)
                return attribute;
        }

        return null;
    }

    /// <summary>What gets a property's value: its own, or that of one that it overrides.</summary>
    public static IMethodSymbol? Getter(IPropertySymbol property) =>
        property.GetMethod ?? (property.OverriddenProperty is { } overridden ? Getter(overridden) : null);

    /// <summary>What sets a property's value: its own, or that of one that it overrides.</summary>
    public static IMethodSymbol? Setter(IPropertySymbol property) =>
        property.SetMethod ?? (property.OverriddenProperty is { } overridden ? Setter(overridden) : null);

    /// <summary>Whether a property that cannot be set holds a value all the same.</summary>
    public static bool IsStored(IPropertySymbol property) =>
        Setter(property) is not null
        || property.ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType } parent
            ? Members(parent).Concat(type.GetMembers())
            : type.GetMembers();

    private static bool IsOrOverrides(IPropertySymbol property, IPropertySymbol other) =>
        SymbolEqualityComparer.Default.Equals(property, other)
        || (property.OverriddenProperty is { } overridden && IsOrOverrides(overridden, other));

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static place => place.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(data => IsNamed(data, attribute));

    private static bool IsNamed(AttributeData data, string name) => data.AttributeClass?.ToDisplayString() == name;
}
