using System.Numerics;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Codes shared out by their high bits; within a part the low bits are a place in a table.</summary>
internal sealed class CodeRanges : CodeParts<uint>
{
    private const int MaxParts = 2048;

    private readonly Budget _budget;
    private readonly int _shift;

    private CodeRanges(Budget budget, uint last, int shift)
        : base((int)(last >> shift) + 1) => (_budget, _shift) = (budget, shift);

    /// <param name="budget">The limits of the request.</param>
    /// <param name="last">The greatest code.</param>
    /// <param name="size">How many codes a part is to have, a power of two; more, where there were too many parts.</param>
    public static CodeRanges Of(Budget budget, uint last, int size) =>
        new(budget, last, BitOperations.Log2(Math.Max((uint)size, (last / MaxParts) + 1)));

    public override void Of(ReadOnlySpan<uint> codes, Span<ushort> parts)
    {
        for (var i = 0; i < codes.Length; i++)
            parts[i] = (ushort)(codes[i] >> _shift);
    }

    public override CodeTable<uint> MakeTable() => new DirectTable(_budget, (1u << _shift) - 1);
}
