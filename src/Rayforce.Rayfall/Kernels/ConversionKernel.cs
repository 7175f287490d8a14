using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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

    /// <summary>Writes the null where a float is not finite.</summary>
    public static void MendInfinities<T>(Span<T> elements)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
            Mend<float, FloatGuard<float>>(MemoryMarshal.Cast<T, float>(elements));
        if (typeof(T) == typeof(double))
            Mend<double, FloatGuard<double>>(MemoryMarshal.Cast<T, double>(elements));
    }

    private static void Mend<T, TGuard>(Span<T> elements)
        where T : unmanaged, INumber<T>
        where TGuard : struct, INullGuard<T> =>
        ArithmeticKernel.Run<T, FirstOperation<T>, TGuard, Elements<T>, Constant<T>>(
            new(elements), new(T.Zero), elements);
}
