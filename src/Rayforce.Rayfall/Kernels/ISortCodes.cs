namespace Rayforce.Rayfall.Kernels;

/// <summary>Elements as unsigned numbers in the same order, null as 0.</summary>
internal interface ISortCodes<T>
    where T : unmanaged
{
    static abstract ulong Of(T element);

    static abstract void Write(ReadOnlySpan<T> elements, Span<ulong> codes);
}
