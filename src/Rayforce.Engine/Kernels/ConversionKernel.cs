using System.Numerics;
using System.Numerics.Tensors;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Numbers of one type into numbers of another.</summary>
internal static class ConversionKernel
{
    /// <summary>Converts numbers: integers that do not fit wrap, floats are cut off.</summary>
    public static void Run<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> target)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo> =>
        TensorPrimitives.ConvertTruncating(source, target);

    /// <summary>Converts floats to integers, halves away from zero.</summary>
    public static void RunRounding<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> target)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var rounded = Math.Round(double.CreateTruncating(source[i]), MidpointRounding.AwayFromZero);
            target[i] = TTo.CreateTruncating(rounded);
        }
    }

    /// <summary>Writes the null where the source has its own.</summary>
    public static void MendNulls<TFrom, TTo>(ReadOnlySpan<TFrom> source, TFrom sourceNull, Span<TTo> target, TTo none)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        target = target[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            var element = source[i];
            target[i] = element == sourceNull || TFrom.IsNaN(element) ? none : target[i];
        }
    }

    /// <summary>Writes the null where a number was too great for its type.</summary>
    public static void MendInfinities(Span<float> elements)
    {
        foreach (ref var element in elements)
            element = float.IsFinite(element) ? element : float.Abs(float.NaN);
    }
}
