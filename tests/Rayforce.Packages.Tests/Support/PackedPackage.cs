using System.IO.Compression;
using System.Xml.Linq;

namespace Rayforce.Packages.Tests.Support;

/// <summary>What is in a package.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Types">What it is, where it is not the usual kind.</param>
/// <param name="Dependencies">What it brings, for all frameworks.</param>
/// <param name="Properties">What it says of itself, by the name of the element.</param>
/// <param name="Files">Its files, and how many bytes each has.</param>
internal sealed record PackedPackage(
    string Id,
    string Version,
    IReadOnlyList<string> Types,
    IReadOnlyList<PackageDependency> Dependencies,
    IReadOnlyDictionary<string, string> Properties,
    IReadOnlyDictionary<string, long> Files)
{
    public static PackedPackage Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var stream = archive.Entries.Single(entry => Path.GetExtension(entry.Name) == ".nuspec").Open();
        var elements = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);
        return new PackedPackage(
            elements["id"].Single().Value,
            elements["version"].Single().Value,
            [.. elements["packageType"].Select(type => type.Attribute("name")!.Value)],
            [.. elements["dependency"].Select(PackageDependency.Read)],
            elements.Where(static named => named.Count() == 1 && !named.Single().HasElements)
                .ToDictionary(static named => named.Key, static named => named.Single().Value),
            archive.Entries.ToDictionary(entry => entry.FullName, entry => entry.Length));
    }
}
