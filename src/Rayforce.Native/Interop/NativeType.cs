namespace Rayforce.Native.Interop;

/// <summary>The type codes that a host has to know; the same in both generations unless they say otherwise.</summary>
internal static class NativeType
{
    public const sbyte U8 = 2;
    public const sbyte Null = 126;
    public const sbyte Error = 127;

    /// <summary>A string of wire version 1: a vector of chars.</summary>
    public const sbyte Chars = 12;

    /// <summary>A String atom of wire version 3.</summary>
    public const sbyte StringAtom = -13;
}
