using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>
/// What the library knows of one fixed-width element type: its code, its null sentinel, and how to look for it. The
/// type tests are constants for the just-in-time compiler, so each use costs nothing at run time.
/// </summary>
internal static class RayElement<T>
    where T : unmanaged
{
    private static readonly RayType? KnownType = Find();

    /// <summary>The element's type code.</summary>
    public static RayType Type => KnownType ?? throw Unsupported();

    /// <summary>The null sentinel; zero for booleans and bytes, which have none.</summary>
    public static T Null { get; } = FindNull();

    public static void ThrowIfUnsupported()
    {
        if (KnownType is null)
            throw Unsupported();
    }

    /// <summary>
    /// The value in the bits that native writes: booleans are 0 or 1, which a byte off the wire need not be, and a NaN
    /// is the null sentinel.
    /// </summary>
    public static T Normalize(T value)
    {
        if (typeof(T) == typeof(bool)) return From(As<byte>(value) != 0);
        return IsFloat && IsNull(value) ? Null : value;
    }

    /// <summary>Whether two blocks hold the same values: bit by bit, but any NaN is like any other.</summary>
    public static bool SequenceEqual(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        if (MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right)))
            return true;
        if (!IsFloat || left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(left[i], right[i]))
                return false;
        }

        return true;
    }

    /// <summary>A hash that goes with <see cref="SequenceEqual"/>.</summary>
    public static int Hash(ReadOnlySpan<T> values) =>
        IsFloat ? HashCode.Combine(Type, values.Length) : RayBytes.Hash(values);

    public static bool IsNull(T value)
    {
        if (typeof(T) == typeof(short)) return As<short>(value) == short.MinValue;
        if (Is32Bit) return As<int>(value) == int.MinValue;
        if (Is64Bit) return As<long>(value) == long.MinValue;
        if (typeof(T) == typeof(float)) return float.IsNaN(As<float>(value));
        if (typeof(T) == typeof(double)) return double.IsNaN(As<double>(value));
        if (typeof(T) == typeof(RayGuid)) return As<RayGuid>(value).IsNull;
        return false;
    }

    /// <summary>Whether any element is the null sentinel; one vectorised pass.</summary>
    public static bool ContainsNull(ReadOnlySpan<T> values)
    {
        if (typeof(T) == typeof(short)) return MemoryMarshal.Cast<T, short>(values).IndexOf(short.MinValue) >= 0;
        if (Is32Bit) return MemoryMarshal.Cast<T, int>(values).IndexOf(int.MinValue) >= 0;
        if (Is64Bit) return MemoryMarshal.Cast<T, long>(values).IndexOf(long.MinValue) >= 0;
        if (typeof(T) == typeof(float)) return ContainsNaN(MemoryMarshal.Cast<T, float>(values));
        if (typeof(T) == typeof(double)) return ContainsNaN(MemoryMarshal.Cast<T, double>(values));
        if (typeof(T) == typeof(RayGuid)) return MemoryMarshal.Cast<T, RayGuid>(values).IndexOf(default(RayGuid)) >= 0;
        return false;
    }

    private static bool IsFloat => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static bool Is32Bit =>
        typeof(T) == typeof(int) || typeof(T) == typeof(RayDate) || typeof(T) == typeof(RayTime);

    private static bool Is64Bit => typeof(T) == typeof(long) || typeof(T) == typeof(RayTimestamp);

    private static bool ContainsNaN(ReadOnlySpan<float> values)
    {
        var blocks = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var block in blocks)
        {
            if (!Vector.EqualsAll(block, block))
                return true;
        }

        foreach (var value in values.Slice(blocks.Length * Vector<float>.Count))
        {
            if (float.IsNaN(value))
                return true;
        }

        return false;
    }

    private static bool ContainsNaN(ReadOnlySpan<double> values)
    {
        var blocks = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var block in blocks)
        {
            if (!Vector.EqualsAll(block, block))
                return true;
        }

        foreach (var value in values.Slice(blocks.Length * Vector<double>.Count))
        {
            if (double.IsNaN(value))
                return true;
        }

        return false;
    }

    private static TTo As<TTo>(T value)
        where TTo : unmanaged => Unsafe.As<T, TTo>(ref value);

    private static RayType? Find()
    {
        if (typeof(T) == typeof(bool)) return RayType.B8;
        if (typeof(T) == typeof(byte)) return RayType.U8;
        if (typeof(T) == typeof(short)) return RayType.I16;
        if (typeof(T) == typeof(int)) return RayType.I32;
        if (typeof(T) == typeof(long)) return RayType.I64;
        if (typeof(T) == typeof(float)) return RayType.F32;
        if (typeof(T) == typeof(double)) return RayType.F64;
        if (typeof(T) == typeof(RayDate)) return RayType.Date;
        if (typeof(T) == typeof(RayTime)) return RayType.Time;
        if (typeof(T) == typeof(RayTimestamp)) return RayType.Timestamp;
        if (typeof(T) == typeof(RayGuid)) return RayType.Guid;
        if (typeof(T) == typeof(RayChar)) return RayType.Char;
        return null;
    }

    private static T FindNull()
    {
        if (typeof(T) == typeof(short)) return From(short.MinValue);
        if (Is32Bit) return From(int.MinValue);
        if (Is64Bit) return From(long.MinValue);
        // Native writes the positive quiet NaN; .NET's own constant has the sign bit set.
        if (typeof(T) == typeof(float)) return From(0x7FC00000);
        if (typeof(T) == typeof(double)) return From(0x7FF8000000000000L);
        return default;
    }

    private static T From<TFrom>(TFrom value)
        where TFrom : unmanaged => Unsafe.As<TFrom, T>(ref value);

    private static NotSupportedException Unsupported() =>
        new($"{typeof(T)} is no fixed-width element type of Rayforce. Use bool, byte, short, int, long, float, " +
            "double, RayDate, RayTime, RayTimestamp, RayGuid or RayChar.");
}
