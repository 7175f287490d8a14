using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rayforce.Generators;
using Rayforce.Native;
using Rayforce.TestSupport;

namespace Rayforce.Docs;

/// <summary>
/// Code, compiled as the SDK compiles a console project that references the packages of this library.
/// </summary>
internal sealed class SnippetProgram : IDisposable
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles a program.</summary>
    public SnippetProgram(string code)
    {
        var name = "Snippet" + Guid.NewGuid().ToString("N");
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            References,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new RecordGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var reports);
        // Among the assemblies of the library, where it finds them.
        Path = System.IO.Path.Combine(AppContext.BaseDirectory, name + ".dll");
        var result = complete.Emit(Path);
        var complaints = reports.Concat(result.Diagnostics)
            .Where(static complaint => complaint.Severity >= DiagnosticSeverity.Warning).ToList();
        if (complaints.Count == 0)
            return;
        Dispose();
        Assert.Fail(string.Join('\n', complaints));
    }

    /// <summary>The assembly.</summary>
    public string Path { get; }

    /// <summary>Compiles a snippet, and skips the test when it cannot be run here.</summary>
    /// <param name="snippet">The snippet.</param>
    /// <param name="adapt">What becomes of the code before it is compiled.</param>
    public static SnippetProgram Compile(Snippet snippet, Func<string, string> adapt)
    {
        var program = new SnippetProgram(adapt(snippet.Code));
        if (!snippet.IsNative)
            return program;
        try
        {
            // Its process finds the library there; without one it has been compiled at least.
            Environment.SetEnvironmentVariable(
                RayNativeOptions.LibraryVariable, NativeRayforce.GetLibrary(NativeRayforce.Newest));
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);
}
