using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>What becomes of results that are no finite numbers.</summary>
internal static class Results
{
    /// <summary>A number, or the null where it is not finite.</summary>
    public static T Finite<T>(T number)
        where T : INumberBase<T> =>
        typeof(T) == typeof(double) && !T.IsFinite(number) ? T.CreateTruncating(ElementTypes.F64.Null) : number;
}
