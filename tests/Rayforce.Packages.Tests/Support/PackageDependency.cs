using System.Xml.Linq;

namespace Rayforce.Packages.Tests.Support;

/// <summary>What a package brings.</summary>
/// <param name="Framework">For which framework.</param>
/// <param name="Id">Which package.</param>
/// <param name="Version">Of which versions.</param>
/// <param name="HandsOnAnalyzers">Whether analyzers in it reach who has the package that brings it.</param>
internal sealed record PackageDependency(string Framework, string Id, string Version, bool HandsOnAnalyzers)
{
    public static PackageDependency Read(XElement element) => new(
        element.Parent!.Attribute("targetFramework")!.Value,
        element.Attribute("id")!.Value,
        element.Attribute("version")!.Value,
        element.Attribute("exclude")?.Value.Contains("Analyzers", StringComparison.Ordinal) != true);
}
