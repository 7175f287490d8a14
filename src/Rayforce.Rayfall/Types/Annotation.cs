namespace Rayforce.Rayfall.Types;

/// <summary>
/// What is known of a vector besides its elements. It goes with the vector as it is, not with what is made of it, and
/// is never on the wire.
/// </summary>
internal sealed record Annotation
{
    /// <summary>Whether it has been found in ascending order.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Whether it has been found to hold no element twice.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The index that was asked for.</summary>
    public IndexKind? Index { get; init; }

    /// <summary>The name of the table whose rows its numbers are.</summary>
    public int? Target { get; init; }
}
