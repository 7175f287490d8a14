using System.Numerics;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// Elements in ascending order by merging halves. A float that is no number is neither less nor greater than another: it
/// stays where it is between its neighbours, and as in native the order then depends on how it is made.
/// </summary>
internal static class MergeSort
{
    /// <summary>Sorts elements in place.</summary>
    /// <param name="budget">What it may take.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="spare">As much room as half of the elements take.</param>
    public static void Sort<T>(Budget budget, Span<T> elements, Span<T> spare)
        where T : unmanaged, INumber<T>
    {
        if (elements.Length < 2)
            return;
        if (elements.Length > Budget.BlockSize)
            budget.Check();
        var middle = elements.Length / 2;
        Sort(budget, elements[..middle], spare);
        Sort(budget, elements[middle..], spare);
        var left = spare[..middle];
        var right = elements[middle..];
        elements[..middle].CopyTo(left);
        for (int i = 0, j = 0, k = 0; i < left.Length; k++)
            elements[k] = j < right.Length && right[j] < left[i] ? right[j++] : left[i++];
    }
}
