using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Rayforce.Generators;

/// <summary>A source, compiled with what the generator adds to it.</summary>
internal sealed class Compiled
{
    private const string Library = "Rayforce.Ipc.dll";

    private static readonly string[] Platform =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private readonly Compilation _compilation;

    public Compiled(string source, LanguageVersion version = LanguageVersion.Latest, bool isOlderLibrary = false)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(version);
        var compilation = CSharpCompilation.Create(
            "Case" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, options, path: "Case.cs")],
            isOlderLibrary ? OlderReferences : References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: version < LanguageVersion.CSharp8
                    ? NullableContextOptions.Disable
                    : NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new RecordGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out var reports);
        Reports = reports;
    }

    public static MetadataReference[] References { get; } =
        [.. Platform.Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>What the generator reports.</summary>
    public IReadOnlyList<Diagnostic> Reports { get; }

    /// <summary>What the compiler reports of the source and of what was added.</summary>
    public IEnumerable<string> Complaints => _compilation.GetDiagnostics()
        .Where(static complaint => complaint.Severity >= DiagnosticSeverity.Warning)
        .Select(static complaint => complaint.ToString());

    private static MetadataReference[] OlderReferences { get; } =
    [
        .. Platform
            .Where(static path => Path.GetFileName(path) != Library)
            .Append(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", Library))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public Assembly Load()
    {
        using var stream = new MemoryStream();
        var result = _compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }
}
