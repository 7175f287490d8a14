namespace Rayforce.Rayfall.Types;

/// <summary>What an index of a vector is of.</summary>
internal enum IndexKind
{
    Hash,
    Part,
    Unique,
    Zone,
    Sort,
    Bloom,
}
