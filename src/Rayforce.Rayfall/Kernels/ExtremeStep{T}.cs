using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The least element so far, or the greatest; null before the first one that is none.</summary>
/// <param name="none">The null.</param>
/// <param name="greatest">Whether the greatest is wanted.</param>
internal struct ExtremeStep<T>(T none, bool greatest) : IStep<T, T>
    where T : INumber<T>
{
    private T _extreme = none;
    private bool _isFound;

    public T Next(T element, bool isNull)
    {
        if (!isNull && (!_isFound || (greatest ? element > _extreme : element < _extreme)))
            (_extreme, _isFound) = (element, true);
        return _extreme;
    }
}
