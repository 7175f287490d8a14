namespace Rayforce.Rayfall.Kernels;

/// <summary>Numbers codes in the order in which they come.</summary>
internal abstract class CodeTable<TCode>
    where TCode : unmanaged
{
    /// <summary>How many codes have numbers.</summary>
    public int Count { get; protected set; }

    /// <summary>The number of each code; new codes get the next ones.</summary>
    /// <param name="codes">At most a block of codes.</param>
    /// <param name="numbers">Gets their numbers.</param>
    /// <param name="news">Gets where in the block a code is new.</param>
    /// <returns>How many are new.</returns>
    public abstract int Number(ReadOnlySpan<TCode> codes, Span<int> numbers, Span<int> news);

    /// <summary>Forgets all codes.</summary>
    public abstract void Clear();
}
