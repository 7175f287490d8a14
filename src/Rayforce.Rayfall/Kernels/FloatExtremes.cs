using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The ends of doubles, of which NaN is the null; of zeros of both signs the first counts.</summary>
internal static class FloatExtremes
{
    /// <summary>The least element, or NaN where there is none.</summary>
    public static double Least(ReadOnlySpan<double> elements)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(elements);
        var first = Vector256.Create(double.PositiveInfinity);
        var second = first;
        var i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            first = Vector256.ConditionalSelect(Vector256.LessThan(vectors[i], first), vectors[i], first);
            second = Vector256.ConditionalSelect(Vector256.LessThan(vectors[i + 1], second), vectors[i + 1], second);
        }

        var least = double.PositiveInfinity;
        for (var lane = 0; lane < 4; lane++)
        {
            least = first[lane] < least ? first[lane] : least;
            least = second[lane] < least ? second[lane] : least;
        }

        foreach (var element in elements[(4 * i)..])
            least = element < least ? element : least;
        return least == 0 ? FirstZero(elements) : double.IsPositiveInfinity(least) ? double.NaN : least;
    }

    /// <summary>The greatest element, or NaN where there is none.</summary>
    public static double Greatest(ReadOnlySpan<double> elements)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(elements);
        var first = Vector256.Create(double.NegativeInfinity);
        var second = first;
        var i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            first = Vector256.ConditionalSelect(Vector256.GreaterThan(vectors[i], first), vectors[i], first);
            second = Vector256.ConditionalSelect(Vector256.GreaterThan(vectors[i + 1], second), vectors[i + 1], second);
        }

        var greatest = double.NegativeInfinity;
        for (var lane = 0; lane < 4; lane++)
        {
            greatest = first[lane] > greatest ? first[lane] : greatest;
            greatest = second[lane] > greatest ? second[lane] : greatest;
        }

        foreach (var element in elements[(4 * i)..])
            greatest = element > greatest ? element : greatest;
        return greatest == 0
            ? FirstZero(elements)
            : double.IsNegativeInfinity(greatest) ? double.NaN : greatest;
    }

    private static double FirstZero(ReadOnlySpan<double> elements) => elements[elements.IndexOf(0.0)];
}
