using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

internal readonly struct ByteCodes : IReversibleCodes<byte>
{
    public static ulong Of(byte element) => OrderedBits.Of(element);

    public static byte ToElement(ulong code) => (byte)code;

    public static void Write(ReadOnlySpan<byte> elements, Span<ulong> codes) =>
        TensorPrimitives.ConvertTruncating(elements, codes);
}

internal readonly struct Int16Codes : IReversibleCodes<short>
{
    public static ulong Of(short element) => OrderedBits.Of(element);

    public static short ToElement(ulong code) => (short)((short)code ^ short.MinValue);

    public static void Write(ReadOnlySpan<short> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = OrderedBits.Of(elements[i]);
    }
}

internal readonly struct Int32Codes : IReversibleCodes<int>
{
    public static ulong Of(int element) => OrderedBits.Of(element);

    public static int ToElement(ulong code) => (int)code ^ int.MinValue;

    public static void Write(ReadOnlySpan<int> elements, Span<ulong> codes)
    {
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<int, uint>(elements), codes);
        TensorPrimitives.Xor(codes, 0x8000_0000UL, codes);
    }
}

internal readonly struct Int64Codes : IReversibleCodes<long>
{
    public static ulong Of(long element) => OrderedBits.Of(element);

    public static long ToElement(ulong code) => (long)code ^ long.MinValue;

    public static void Write(ReadOnlySpan<long> elements, Span<ulong> codes) =>
        TensorPrimitives.Xor(MemoryMarshal.Cast<long, ulong>(elements), 1UL << 63, codes);
}

internal readonly struct SingleCodes : IReversibleCodes<float>
{
    public static ulong Of(float element) => OrderedBits.Of(element);

    public static float ToElement(ulong code)
    {
        if (code == 0)
            return float.NaN;
        var bits = (int)code;
        return BitConverter.Int32BitsToSingle(bits ^ (~(bits >> 31) | int.MinValue));
    }

    public static void Write(ReadOnlySpan<float> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = OrderedBits.Of(elements[i]);
    }
}

internal readonly struct DoubleCodes : IReversibleCodes<double>
{
    public static ulong Of(double element) => OrderedBits.Of(element);

    public static double ToElement(ulong code)
    {
        if (code == 0)
            return double.NaN;
        var bits = (long)code;
        return BitConverter.Int64BitsToDouble(bits ^ (~(bits >> 63) | long.MinValue));
    }

    public static void Write(ReadOnlySpan<double> elements, Span<ulong> codes)
    {
        codes = codes[..elements.Length];
        var i = 0;
        for (; i <= elements.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var values = Vector512.Create(elements[i..]) + Vector512<double>.Zero;
            var bits = values.AsInt64();
            var code = bits ^ ((bits >> 63) | Vector512.Create(long.MinValue));
            (code & Vector512.Equals(values, values).AsInt64()).AsUInt64().CopyTo(codes[i..]);
        }

        for (; i < elements.Length; i++)
            codes[i] = OrderedBits.Of(elements[i]);
    }
}

internal readonly struct GuidHighCodes : ISortCodes<Guid>
{
    public static ulong Of(Guid element)
    {
        Span<byte> bytes = stackalloc byte[16];
        element.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    public static void Write(ReadOnlySpan<Guid> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Of(elements[i]);
    }
}

internal readonly struct GuidLowCodes : ISortCodes<Guid>
{
    public static ulong Of(Guid element)
    {
        Span<byte> bytes = stackalloc byte[16];
        element.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    public static void Write(ReadOnlySpan<Guid> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Of(elements[i]);
    }
}
