namespace Rayforce.Server.Tests.Gateway.Support;

/// <summary>The tests that measure the process, and run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
