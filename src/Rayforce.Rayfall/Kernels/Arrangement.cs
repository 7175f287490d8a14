namespace Rayforce.Rayfall.Kernels;

/// <summary>The rows of each group together, those of a group in their order.</summary>
/// <param name="Order">The numbers of the rows, group by group.</param>
/// <param name="Starts">Where in it each group begins, and where one more would.</param>
internal readonly record struct Arrangement(int[] Order, int[] Starts)
{
    /// <summary>The rows of a group.</summary>
    public ReadOnlySpan<int> this[int group] => Order.AsSpan(Starts[group], Starts[group + 1] - Starts[group]);
}
