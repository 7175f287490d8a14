namespace Rayforce.Rayfall.Kernels;

/// <summary>Numbers as unsigned ones in the same order: nulls are 0, -0.0 is 0.0.</summary>
internal static class OrderedBits
{
    private const ulong Sign = 1UL << 63;

    public static ulong Of(long value) => (ulong)value ^ Sign;

    public static ulong Of(int value) => (uint)value ^ 0x8000_0000u;

    public static ulong Of(short value) => (ushort)(value ^ short.MinValue);

    public static ulong Of(byte value) => value;

    public static ulong Of(double value)
    {
        if (double.IsNaN(value))
            return 0;
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return (ulong)bits ^ ((ulong)(bits >> 63) | Sign);
    }

    public static ulong Of(float value)
    {
        if (float.IsNaN(value))
            return 0;
        var bits = BitConverter.SingleToInt32Bits(value + 0.0f);
        return (uint)bits ^ ((uint)(bits >> 31) | 0x8000_0000u);
    }
}
