using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>What becomes of results.</summary>
internal static class Results
{
    /// <summary>A number, or the null where it is not finite.</summary>
    public static T Finite<T>(T number)
        where T : INumberBase<T> =>
        typeof(T) == typeof(double) && !T.IsFinite(number) ? T.CreateTruncating(double.NaN) : number;
}
