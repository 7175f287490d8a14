namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A key as whole numbers: two rows have the same code exactly when they have the same key. Several keys are packed into
/// one code, exactly, by their ranges.
/// </summary>
internal abstract class KeyColumn
{
    /// <summary>Rows that codes are written for at once.</summary>
    public const int BlockSize = 1024;

    /// <summary>No code is greater.</summary>
    public ulong Last { get; protected init; }

    /// <summary>Adds the codes, each times the stride, to what stands there.</summary>
    /// <param name="codes">At most a block of codes.</param>
    /// <param name="stride">What one is worth.</param>
    /// <param name="start">The position of the first of the rows.</param>
    /// <param name="rows">The row at each position, where the rows are chosen; otherwise nothing.</param>
    public abstract void Add(Span<ulong> codes, ulong stride, int start, ReadOnlySpan<int> rows);

    /// <summary>The same where the packed codes are known to fit into 32 bits.</summary>
    public abstract void Add(Span<uint> codes, uint stride, int start, ReadOnlySpan<int> rows);
}
