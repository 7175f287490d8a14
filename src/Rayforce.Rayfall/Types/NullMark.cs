namespace Rayforce.Rayfall.Types;

/// <summary>Whether a vector is marked as holding a null.</summary>
internal enum NullMark
{
    No,
    Yes,

    /// <summary>It is where it holds one, which is found out when somebody asks.</summary>
    IfAny,

    /// <summary>It is not, but what is made of its elements is where it holds one: symbols that came without the mark.</summary>
    InParts,
}
