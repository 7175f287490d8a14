using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>
/// The bits of one fixed-width element type: its null sentinel, and how to look for it. The sentinel goes by what the
/// bits are: the least number of an integer of 2, 4 or 8 bytes, a NaN, 16 zeros; a single byte has none. These tests
/// are constants for the just-in-time compiler, so each use costs nothing at run time.
/// </summary>
internal static class RayElement<T>
    where T : unmanaged
{
    private static readonly ElementDescriptor<T>? Known = RayElements.Find<T>();

    /// <summary>What else is known of the element type.</summary>
    /// <exception cref="NotSupportedException">There is no such element type.</exception>
    public static ElementDescriptor<T> Descriptor => Known ?? throw Unsupported();

    /// <summary>The element's type code.</summary>
    public static RayType Type => Descriptor.Type;

    /// <summary>The null sentinel; zero for what has none.</summary>
    public static T Null { get; } = FindNull();

    /// <summary>Whether there is a null sentinel.</summary>
    public static bool HasNull => Width > 1;

    public static void ThrowIfUnsupported()
    {
        if (Known is null)
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
        if (typeof(T) == typeof(float)) return float.IsNaN(As<float>(value));
        if (typeof(T) == typeof(double)) return double.IsNaN(As<double>(value));
        if (Width == sizeof(short)) return As<short>(value) == short.MinValue;
        if (Width == sizeof(int)) return As<int>(value) == int.MinValue;
        if (Width == sizeof(long)) return As<long>(value) == long.MinValue;
        if (typeof(T) == typeof(RayGuid)) return As<RayGuid>(value).IsNull;
        return false;
    }

    /// <summary>Whether any element is the null sentinel; one vectorised pass.</summary>
    public static bool ContainsNull(ReadOnlySpan<T> values)
    {
        if (typeof(T) == typeof(float)) return ContainsNaN(MemoryMarshal.Cast<T, float>(values));
        if (typeof(T) == typeof(double)) return ContainsNaN(MemoryMarshal.Cast<T, double>(values));
        if (Width == sizeof(short)) return MemoryMarshal.Cast<T, short>(values).IndexOf(short.MinValue) >= 0;
        if (Width == sizeof(int)) return MemoryMarshal.Cast<T, int>(values).IndexOf(int.MinValue) >= 0;
        if (Width == sizeof(long)) return MemoryMarshal.Cast<T, long>(values).IndexOf(long.MinValue) >= 0;
        if (typeof(T) == typeof(RayGuid)) return MemoryMarshal.Cast<T, RayGuid>(values).IndexOf(default(RayGuid)) >= 0;
        return false;
    }

    /// <summary>Why a number of .NET that is the null sentinel here is refused.</summary>
    public static OverflowException NoNumber(T value) => new(
        $"{value} is the null of {Type}, and no number there. For the null give RayAtom<{typeof(T).Name}>.Null, " +
        "or a null reference among nullables.");

    private static bool IsFloat => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static int Width => Unsafe.SizeOf<T>();

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

    private static T FindNull()
    {
        // Native writes the positive quiet NaN; .NET's own constant has the sign bit set.
        if (typeof(T) == typeof(float)) return From(0x7FC00000);
        if (typeof(T) == typeof(double)) return From(0x7FF8000000000000L);
        if (Width == sizeof(short)) return From(short.MinValue);
        if (Width == sizeof(int)) return From(int.MinValue);
        if (Width == sizeof(long)) return From(long.MinValue);
        return default;
    }

    private static T From<TFrom>(TFrom value)
        where TFrom : unmanaged => Unsafe.As<TFrom, T>(ref value);

    private static NotSupportedException Unsupported() =>
        new($"{typeof(T)} is no fixed-width element type of Rayforce. Use bool, byte, short, int, long, float, " +
            "double, RayDate, RayTime, RayTimestamp, RayTimespan, RayGuid or RayChar.");
}
