namespace Rayforce.Architecture.Tests;

/// <summary>What is not as it should be for now, and why. An exemption that is not needed any more fails.</summary>
internal static class Exemptions
{
    /// <summary>The folders that may lie on a cycle within their project.</summary>
    public static IReadOnlyDictionary<string, string> Folders { get; } = new Dictionary<string, string>();

    /// <summary>The projects in which a type may lie in a file of another name, or in two folders.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new Dictionary<string, string>();
}
