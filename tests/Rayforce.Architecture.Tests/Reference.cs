using Mono.Cecil;

namespace Rayforce.Architecture.Tests;

/// <summary>A reference from one type of src to another.</summary>
internal sealed record Reference(TypeDefinition From, TypeDefinition To)
{
    private static readonly Lazy<IReadOnlyList<Reference>> Found =
        new(() => [.. SourceProjects.Names.SelectMany(FindIn)]);

    /// <summary>Every reference within src, whichever assemblies it crosses.</summary>
    public static IReadOnlyList<Reference> All => Found.Value;

    /// <summary>The project of the type that refers.</summary>
    public string? FromProject => ProjectOf(From.Module.Assembly.Name);

    /// <summary>The project of the type that is referred to.</summary>
    public string? ToProject => ProjectOf(To.Module.Assembly.Name);

    public override string ToString() => $"{From.FullName} -> {To.FullName}";

    private static IEnumerable<Reference> FindIn(string project) =>
        from type in SourceProjects.TypesOf(project)
        from target in TypeReferences.Of(type).Select(Outermost).OfType<TypeDefinition>().Distinct()
        where target != type
        select new Reference(type, target);

    /// <summary>The type of src around a type; null for a type from elsewhere, or one that a compiler made.</summary>
    private static TypeDefinition? Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        var assembly = type.Scope is AssemblyNameReference other ? other : type.Module.Assembly.Name;
        return ProjectOf(assembly) is { } project
            ? SourceProjects.FindType(project, type.FullName)
            : null;
    }

    private static string? ProjectOf(AssemblyNameReference assembly) => SourceProjects.Find(assembly.Name);
}
