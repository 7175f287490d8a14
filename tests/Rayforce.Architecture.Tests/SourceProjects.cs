using System.Reflection;
using Mono.Cecil;

namespace Rayforce.Architecture.Tests;

/// <summary>The projects of src with the assemblies that were made of them.</summary>
internal static class SourceProjects
{
    /// <summary>The one whose assembly has a name of its own: the command's.</summary>
    private const string Command = "Rayforce.Cli";

    private static readonly string[] Written = [nameof(Rayforce), "Microsoft.AspNetCore", "Microsoft.Extensions"];

    private static readonly string Root = typeof(SourceProjects).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Sources").Value!;

    /// <summary>Those that have code.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetDirectories(Root)
            .Where(static path => Has(path, "*.*proj", SearchOption.TopDirectoryOnly))
            .Where(static path => Has(path, "*.cs", SearchOption.AllDirectories))
            .Select(static path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, ModuleDefinition> Modules =
        Names.ToDictionary(name => name, name => ModuleDefinition.ReadModule(PathOf(name)));

    private static readonly Dictionary<string, Dictionary<string, TypeDefinition>> Types = Modules.ToDictionary(
        module => module.Key, module => module.Value.Types.Where(IsWritten).ToDictionary(type => type.FullName));

    public static string DirectoryOf(string project) => Path.Combine(Root, project);

    public static ModuleDefinition ModuleOf(string project) => Modules[project];

    /// <summary>The project of which an assembly was made; null for an assembly from elsewhere.</summary>
    public static string? Find(string assembly) => Names.SingleOrDefault(name => AssemblyOf(name) == assembly);

    /// <summary>The types that are written there, without those inside others and those that a compiler made.</summary>
    public static IReadOnlyCollection<TypeDefinition> TypesOf(string project) => Types[project].Values;

    /// <summary>A type that is written there; null for one that is not.</summary>
    public static TypeDefinition? FindType(string project, string name) => Types[project].GetValueOrDefault(name);

    private static bool Has(string path, string files, SearchOption where) =>
        Directory.EnumerateFiles(path, files, where).Any();

    /// <summary>
    /// What a compiler brings along lies in namespaces of System's and of its own, and what a generator does in one that is
    /// called so.
    /// </summary>
    private static bool IsWritten(TypeDefinition type) =>
        Written.Any(prefix => type.Namespace.StartsWith(prefix, StringComparison.Ordinal)) &&
        !type.Namespace.EndsWith(".Embedded", StringComparison.Ordinal) &&
        !type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");

    private static string PathOf(string project) =>
        Path.Combine(AppContext.BaseDirectory, $"{AssemblyOf(project)}.dll");

    private static string AssemblyOf(string project) => project == Command ? "rayforce" : project;
}
