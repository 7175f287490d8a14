namespace Rayforce.Rayfall;

/// <summary>The null sentinels of decimal numbers, with the bits that native writes.</summary>
internal static class Nulls
{
    public static readonly double Double = BitConverter.Int64BitsToDouble(0x7FF8000000000000);

    public static readonly float Single = BitConverter.Int32BitsToSingle(0x7FC00000);
}
