using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A pattern of texts: <c>*</c> any bytes, <c>?</c> one byte, <c>[a-z]</c> or <c>[!a-z]</c> one of a set. Patterns of
/// one plain piece are searched for; all others are walked.
/// </summary>
internal abstract class Glob
{
    public static Glob Of(Budget budget, ReadOnlySpan<byte> pattern)
    {
        var plain = pattern.Trim((byte)'*');
        if (plain.IndexOfAny("*?["u8) >= 0)
            return new WalkedGlob(budget, pattern.ToArray());
        if (plain.IsEmpty)
            return pattern.IsEmpty ? new PieceGlob<ExactTest>([]) : new InfixGlob([]);
        return (pattern[0] == '*', pattern[^1] == '*') switch
        {
            (true, true) => new InfixGlob(plain.ToArray()),
            (true, false) => new PieceGlob<SuffixTest>(plain.ToArray()),
            (false, true) => new PieceGlob<PrefixTest>(plain.ToArray()),
            _ => new PieceGlob<ExactTest>(plain.ToArray()),
        };
    }

    public abstract bool Matches(ReadOnlySpan<byte> text);

    /// <summary>Which of the texts of a block from one on match.</summary>
    public abstract void Match(TextBlock texts, int start, Span<byte> target);
}
