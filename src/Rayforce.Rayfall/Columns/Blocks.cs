using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall;

/// <summary>
/// Columns in blocks of one width: kernels are written for 64-bit integers and doubles alone, and a block of any other
/// type is widened on its way in and narrowed on its way out, while it is in the cache. Nulls stay nulls.
/// </summary>
internal static class Blocks
{
    /// <summary>Elements in a block: three blocks of 8 bytes fit the first-level cache.</summary>
    public const int Size = 1024;

    /// <summary>A run of a whole-number or temporal operand as 64-bit integers; an atom is repeated.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="start">The first element.</param>
    /// <param name="scratch">Where elements are put that are not 64 bits wide; as long as the run.</param>
    public static ReadOnlySpan<long> Int64(RayObject operand, int start, Span<long> scratch)
    {
        var end = start + scratch.Length;
        switch (operand)
        {
            case RayVector<long> v: return v.Span[start..end];
            case RayVector<RayTimestamp> v: return MemoryMarshal.Cast<RayTimestamp, long>(v.Span[start..end]);
            case RayVector<int> v: Widen(v.Span[start..end], scratch); break;
            case RayVector<RayDate> v: Widen(MemoryMarshal.Cast<RayDate, int>(v.Span[start..end]), scratch); break;
            case RayVector<RayTime> v: Widen(MemoryMarshal.Cast<RayTime, int>(v.Span[start..end]), scratch); break;
            case RayVector<short> v: Widen(v.Span[start..end], scratch); break;
            case RayVector<byte> v: TensorPrimitives.ConvertTruncating(v.Span[start..end], scratch); break;
            case RayVector<bool> v:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<bool, byte>(v.Span[start..end]), scratch);
                break;
            default: scratch.Fill(Atoms.IsNull(operand) ? long.MinValue : Atoms.ToInt64(operand)); break;
        }

        return scratch;
    }

    /// <summary>A run of a numeric operand as doubles, nulls as NaN; an atom is repeated.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="start">The first element.</param>
    /// <param name="scratch">Where elements are put that are no doubles; as long as the run.</param>
    public static ReadOnlySpan<double> Double(RayObject operand, int start, Span<double> scratch)
    {
        var end = start + scratch.Length;
        switch (operand)
        {
            case RayVector<double> v: return v.Span[start..end];
            case RayVector<float> v: TensorPrimitives.ConvertTruncating(v.Span[start..end], scratch); break;
            case RayVector:
                Span<long> whole = stackalloc long[scratch.Length];
                FromInt64(Int64(operand, start, whole), scratch);
                break;
            default: scratch.Fill(Atoms.IsNull(operand) ? Nulls.Double : Atoms.ToDouble(operand)); break;
        }

        return scratch;
    }

    /// <summary>Whole numbers as doubles, nulls as NaN.</summary>
    public static void FromInt64(ReadOnlySpan<long> values, Span<double> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i] == long.MinValue ? Nulls.Double : values[i];
    }

    /// <summary>Puts a block of whole numbers into a column of a narrower type: upper bits go, nulls stay.</summary>
    public static void Narrow<T>(ReadOnlySpan<long> values, Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte) || typeof(T) == typeof(bool))
            TensorPrimitives.ConvertTruncating(values, MemoryMarshal.Cast<T, byte>(destination));
        else if (typeof(T) == typeof(short))
            Narrow(values, MemoryMarshal.Cast<T, short>(destination));
        else if (typeof(T) == typeof(int) || typeof(T) == typeof(RayDate) || typeof(T) == typeof(RayTime))
            Narrow(values, MemoryMarshal.Cast<T, int>(destination));
        else
            values.CopyTo(MemoryMarshal.Cast<T, long>(destination));
    }

    private static void Narrow(ReadOnlySpan<long> values, Span<short> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i] == long.MinValue ? short.MinValue : (short)values[i];
    }

    private static void Narrow(ReadOnlySpan<long> values, Span<int> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i] == long.MinValue ? int.MinValue : (int)values[i];
    }

    private static void Widen(ReadOnlySpan<int> values, Span<long> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i] == int.MinValue ? long.MinValue : values[i];
    }

    private static void Widen(ReadOnlySpan<short> values, Span<long> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i] == short.MinValue ? long.MinValue : values[i];
    }
}
