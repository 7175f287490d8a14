using System.Numerics;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Codes shared out by the low bits of their hashes; the tables use the high ones.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="size">How many of them a part is to have; more, where there were too many parts.</param>
internal sealed class CodeHashes(Budget budget, int rows, int size)
    : CodeParts<ulong>((int)Math.Min(1024, BitOperations.RoundUpToPowerOf2((uint)(rows / size))))
{
    public override void Of(ReadOnlySpan<ulong> codes, Span<ushort> parts)
    {
        var mask = (uint)Count - 1;
        for (var i = 0; i < codes.Length; i++)
            parts[i] = (ushort)((uint)Mixing.Hash(codes[i]) & mask);
    }

    public override CodeTable<ulong> MakeTable() => new KeyTable(budget, size);
}
