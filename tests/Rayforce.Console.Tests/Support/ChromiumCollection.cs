namespace Rayforce.Console.Tests;

/// <summary>Tests in one browser, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Chromium";
}
