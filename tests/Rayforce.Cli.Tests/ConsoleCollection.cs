namespace Rayforce.Cli.Tests;

/// <summary>Tests that put something of their own in the place of the console, one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
