namespace Rayforce.Server.Tests.Gateway.Support;

/// <summary>The tests that load the native library, of which a process runs one at a time: one after another.</summary>
[CollectionDefinition(Name)]
public sealed class NativeLibraryCollection
{
    public const string Name = "native library";
}
