using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Rayforce.Architecture.Tests;

/// <summary>
/// The folders of a project, by the files in them: a type lies where the file lies that is named after it, such as
/// <c>Name.cs</c>, <c>Name.Something.cs</c> or <c>Name{T}.cs</c>.
/// </summary>
internal sealed partial class SourceFolders
{
    private static readonly string[] Extensions = ["*.cs", "*.razor"];

    private readonly ILookup<string, string> _folders;

    private SourceFolders(string project, IEnumerable<string> files) => _folders = files.ToLookup(
        file => TypeName().Match(Path.GetFileName(file)).Value,
        file => Path.Join(project, Path.GetDirectoryName(file)).Replace('\\', '/').TrimEnd('/'));

    /// <param name="project">The project.</param>
    /// <param name="files">Its files, relative to its own folder.</param>
    public static SourceFolders Of(string project, IEnumerable<string> files) => new(project, files);

    public static SourceFolders Of(string project)
    {
        var directory = SourceProjects.DirectoryOf(project);
        return new SourceFolders(
            project,
            Extensions.SelectMany(extension => Directory.EnumerateFiles(directory, extension, SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(directory, file))
                .Where(file => !file.StartsWith("netstandard2.0", StringComparison.Ordinal)));
    }

    /// <summary>The folders of the files that are named after a type; it should be one.</summary>
    public IReadOnlyList<string> FoldersOf(TypeDefinition type) => FoldersOf(type.Name);

    /// <summary>As for a type, by its name as metadata has it: <c>RayAtom`1</c>.</summary>
    public IReadOnlyList<string> FoldersOf(string name)
    {
        var parts = name.Split('`');
        var generic = parts.Length > 1 ? _folders[$"{parts[0]}{{"] : [];
        return [.. (generic.Any() ? generic : _folders[parts[0]]).Distinct()];
    }

    /// <summary>The name of the type, with a brace where its arguments follow.</summary>
    [GeneratedRegex(@"^[^.{]+\{?")]
    private static partial Regex TypeName();
}
