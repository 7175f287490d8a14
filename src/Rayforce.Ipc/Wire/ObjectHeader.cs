namespace Rayforce.Ipc;

/// <summary>What stands before the value of an object.</summary>
/// <param name="Type">The type. A wire-1 vector of chars is a String atom.</param>
/// <param name="IsAtom">Whether a single value follows.</param>
/// <param name="Flags">
/// The flag byte of an atom or the attribute byte of a vector or compound, as it came; 0 where the wire has none.
/// </param>
/// <param name="Count">The elements of a vector or list, the bytes of a String atom, otherwise 0.</param>
public readonly record struct ObjectHeader(RayType Type, bool IsAtom, byte Flags, int Count)
{
    internal const byte NullFlag = 0x01;
    internal const byte QuotedFlag = 0x20;
    internal const byte ClosureFlag = 0x01;

    /// <summary>Whether an atom carries the null mark (wire version 3).</summary>
    public bool IsNullFlagged => IsAtom && (Flags & NullFlag) != 0;

    /// <summary>Whether a symbol atom is quoted (wire version 3).</summary>
    public bool IsQuoted => IsAtom && Type == RayType.Symbol && (Flags & QuotedFlag) != 0;

    /// <summary>
    /// Whether a third object follows a lambda's parameters and body: a dict of the captured names (wire version 3,
    /// cores 2.11.0 and later).
    /// </summary>
    public bool HasClosure => Type == RayType.Lambda && (Flags & ClosureFlag) != 0;

    /// <summary>
    /// The attribute bits of a vector that mean something on the wire; others are dropped, as native drops them.
    /// </summary>
    public RayAttributes Attributes => IsAtom ? RayAttributes.None : Type switch
    {
        RayType.List or RayType.Dict => (RayAttributes)Flags & (RayAttributes.HasNulls | RayAttributes.Sorted),
        RayType.Table or RayType.Lambda => RayAttributes.None,
        _ => (RayAttributes)Flags & RayAttributes.HasNulls,
    };
}
