namespace Rayforce.Packages.Tests.Support;

/// <summary>Packs once for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "Packages";
}
