using Rayforce.Ipc;

namespace Rayforce.Queries.Tests;

/// <summary>The same query in Python, in C# and in Rayfall.</summary>
/// <param name="Python">The expression of the Python binding, as in the capture.</param>
/// <param name="Query">The query in C#.</param>
/// <param name="Source">Its Rayfall source; a null reference where source cannot say it.</param>
internal sealed record QueryCase(string Python, RayQuery Query, string? Source)
{
    /// <summary>The source for wire version 1, where it differs.</summary>
    public string? Wire1Source { get; init; }

    /// <summary>
    /// A source whose value is the answer to the query, where the captured one is the answer to something else.
    /// </summary>
    public string? Answer { get; init; }

    public string? SourceFor(WireVersion version) => version == WireVersion.V1 ? Wire1Source ?? Source : Source;
}
