namespace Rayforce.Rayfall.Kernels;

/// <summary>The last element that is not null.</summary>
internal struct FillStep<T>(T none) : IStep<T, T>
{
    private T _last = none;

    public T Next(T element, bool isNull)
    {
        if (!isNull)
            _last = element;
        return _last;
    }
}
