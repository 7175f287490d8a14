using Rayforce.Packages.Tests.Support;

namespace Rayforce.Packages.Tests;

[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackageFeed feed)
{
    private const string Prefix = "Rayforce";

    /// <summary>What an assembly may have more of on .NET Standard, beyond twice its size.</summary>
    private const long Allowance = 30 * 1024;

    [Fact]
    public void These_packages_there_are()
    {
        string[] expected =
        [
            "Rayforce", "Rayforce.Arrow", "Rayforce.Cli", "Rayforce.Client", "Rayforce.Ipc", "Rayforce.Native",
            "Rayforce.Queries", "Rayforce.Rayfall", "Rayforce.Server", "Rayforce.WebSocket",
        ];

        Assert.Equal(expected, feed.Packages.Select(package => package.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_package_brings_the_others_of_exactly_its_own_version_and_the_generator_with_them()
    {
        var ours = feed.Packages
            .SelectMany(package => package.Dependencies, (package, dependency) => (package, dependency))
            .Where(pair => pair.dependency.Id.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .ToArray();

        Assert.NotEmpty(ours);
        Assert.All(ours, pair => Assert.Equal($"[{pair.package.Version}]", pair.dependency.Version));
        Assert.All(ours, pair => Assert.True(pair.dependency.HandsOnAnalyzers, $"{pair}"));
    }

    [Fact]
    public void The_package_of_them_all_has_no_library_and_brings_clients_and_queries()
    {
        var package = feed["Rayforce"];

        Assert.DoesNotContain(package.Files.Keys, file => Path.GetExtension(file) == ".dll");
        foreach (var framework in package.Dependencies.ToLookup(dependency => dependency.Framework))
        {
            Assert.Equal(
                ["Rayforce.Client", "Rayforce.Queries", "Rayforce.WebSocket"],
                framework.Select(dependency => dependency.Id)
                    .Where(id => id.StartsWith(Prefix, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_package_has_a_page_an_icon_a_licence_and_tags() => Assert.All(feed.Packages, package =>
    {
        Assert.Contains("README.md", package.Files.Keys);
        Assert.Contains("icon.png", package.Files.Keys);
        Assert.Equal("README.md", package.Properties["readme"]);
        Assert.Equal("icon.png", package.Properties["icon"]);
        Assert.Equal("MIT", package.Properties["license"]);
        Assert.NotEmpty(package.Properties["tags"]);
        Assert.NotEmpty(package.Properties["description"]);
    });

    [Fact]
    public void A_library_has_symbols_beside_it()
    {
        var libraries = feed.Packages
            .SelectMany(package => package.Files.Keys, (package, file) => (package.Id, File: file))
            .Where(pair => pair.File.StartsWith("lib/", StringComparison.Ordinal) && Path.GetExtension(pair.File) == ".dll");

        Assert.All(libraries, pair => Assert.Contains(Path.ChangeExtension(pair.File, ".pdb"), feed.SymbolsOf(pair.Id)));
    }

    [Fact]
    public void The_version_is_the_newest_that_the_changes_tell_of()
    {
        var newest = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CHANGELOG.md"))
            .First(static line => line.StartsWith("## ", StringComparison.Ordinal))[3..];

        Assert.All(feed.Packages, package => Assert.Equal(newest, package.Version));
    }

    [Fact]
    public void The_generator_lies_in_one_package() =>
        Assert.Equal(
            [("Rayforce.Ipc", "analyzers/dotnet/cs/Rayforce.Generators.dll")],
            feed.Packages.SelectMany(package => package.Files.Keys, (package, file) => (package.Id, file))
                .Where(pair => pair.file.EndsWith("Generators.dll", StringComparison.Ordinal)));

    [Fact]
    public void The_command_is_a_tool() => Assert.Equal(["DotnetTool"], feed["Rayforce.Cli"].Types);

    [Fact]
    public void A_library_for_NET_Standard_carries_little_that_it_does_not_carry_for_NET()
    {
        var standard = feed.Packages.SelectMany(package => package.Files, (package, file) => (package, file))
            .Where(pair => pair.file.Key.StartsWith("lib/netstandard2.0/", StringComparison.Ordinal)
                && Path.GetExtension(pair.file.Key) == ".dll")
            .ToArray();

        Assert.NotEmpty(standard);
        Assert.All(standard, pair =>
        {
            var size = pair.package.Files[pair.file.Key.Replace("netstandard2.0", "net10.0", StringComparison.Ordinal)];
            Assert.True(
                pair.file.Value <= (2 * size) + Allowance,
                $"{pair.file.Key} has {pair.file.Value} bytes, that of net10.0 {size}.");
        });
    }
}
