using System.Numerics;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The order of numbers, from the greatest where <paramref name="descends"/>.</summary>
internal readonly struct NumberOrder<T>(bool descends) : IValueOrder<T>
    where T : unmanaged, INumber<T>
{
    public bool Precedes(T left, T right) => descends ? left > right : left < right;
}
