namespace Rayforce.Rayfall.Kernels;

/// <summary>Numbers from which the elements can be told: all that are equal in order are the same.</summary>
internal interface IReversibleCodes<T> : ISortCodes<T>
    where T : unmanaged
{
    /// <summary>The element that has a code.</summary>
    static abstract T ToElement(ulong code);
}
