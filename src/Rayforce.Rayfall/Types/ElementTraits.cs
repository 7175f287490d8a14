namespace Rayforce.Rayfall.Types;

/// <summary>What rules ask about an element type.</summary>
[Flags]
internal enum ElementTraits
{
    None = 0,
    Integer = 1,
    Float = 2,
    Temporal = 4,
    Duration = 8,
    Text = 16,

    /// <summary>No value of the type is a null.</summary>
    NoNull = 32,

    /// <summary>The elements are no numbers up to 64 bits.</summary>
    NoScalar = 64,
}
