using System.IO.Compression;
using System.Reflection;

namespace Rayforce.Packages.Tests.Support;

/// <summary>All packages of this repository, packed anew, and a place outside it for those who use them.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly string _feed;
    private readonly Dictionary<string, PackedPackage> _packages = [];

    public PackageFeed()
    {
        Root = Directory.CreateTempSubdirectory("rayforce-").FullName;
        _feed = Path.Combine(Root, "feed");
    }

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Path.GetDirectoryName(GetMetadata("Solution"))!;

    /// <summary>A folder for the length of the tests.</summary>
    public string Root { get; }

    /// <summary>
    /// Where packages are unpacked. Not where the user has them, who would keep what was built here as the release of
    /// the same version.
    /// </summary>
    public string Unpacked => Path.Combine(Root, "packages");

    internal IReadOnlyCollection<PackedPackage> Packages => _packages.Values;

    internal PackedPackage this[string id] => _packages[id];

    /// <summary>The files of a package of symbols.</summary>
    internal IReadOnlyCollection<string> SymbolsOf(string id)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(_feed, $"{id}.{this[id].Version}.snupkg"));
        return [.. archive.Entries.Select(static entry => entry.FullName)];
    }

    public async Task InitializeAsync()
    {
        await Dotnet.RunAsync(
            Repository,
            null,
            ["pack", GetMetadata("Solution"), "--no-build", "-c", GetMetadata("Configuration"), "-o", _feed,
                $"-p:ArtifactsPath={GetMetadata("ArtifactsPath")}"]);
        foreach (var file in Directory.GetFiles(_feed, "*.nupkg"))
        {
            var package = PackedPackage.Read(file);
            _packages.Add(package.Id, package);
        }

        // No other source: what is published must not stand in for what was packed, nor its absence for a failure. What
        // others have made is there since this was built.
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="feed" />
                <add key="restored" value="{GetMetadata("PackageRoot")}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="packed">
                  <package pattern="Rayforce" />
                  <package pattern="Rayforce.*" />
                </packageSource>
                <packageSource key="restored">
                  <package pattern="*" />
                </packageSource>
              </packageSourceMapping>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    private static string GetMetadata(string key) => typeof(PackageFeed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
