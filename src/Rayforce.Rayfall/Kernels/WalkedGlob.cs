using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Any pattern, walked along the text.</summary>
internal sealed class WalkedGlob(Budget budget, byte[] pattern) : Glob
{
    public override bool Matches(ReadOnlySpan<byte> text)
    {
        // After a mismatch the last star takes one byte more: at worst the product of both lengths, never exponential.
        var (t, p, star, resume, steps) = (0, 0, -1, 0, 0);
        while (t < text.Length)
        {
            if (++steps % Budget.BlockSize == 0)
                budget.Step();
            if (p < pattern.Length && pattern[p] == (byte)'*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && MatchesOne(text[t], pattern.AsSpan(p), out var length))
            {
                t++;
                p += length;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept((byte)'*') < 0;
    }

    public override void Match(TextBlock texts, int start, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = Matches(texts.Utf8(start + i)) ? (byte)1 : (byte)0;
    }

    /// <summary>
    /// Whether a byte is what the pattern begins with. As in native a set that is never closed reaches to the end, and
    /// the bracket that closes may be its first member.
    /// </summary>
    private static bool MatchesOne(byte value, ReadOnlySpan<byte> rest, out int length)
    {
        length = 1;
        if (rest[0] == (byte)'?')
            return true;
        if (rest[0] != (byte)'[')
            return rest[0] == value;
        var negated = rest.Length > 1 && rest[1] == (byte)'!';
        var first = negated ? 2 : 1;
        var (found, i) = (false, first);
        while (i < rest.Length && (rest[i] != (byte)']' || i == first))
        {
            var isRange = i + 2 < rest.Length && rest[i + 1] == (byte)'-' && rest[i + 2] != (byte)']';
            found |= isRange ? value >= rest[i] && value <= rest[i + 2] : value == rest[i];
            i += isRange ? 3 : 1;
        }

        length = Math.Min(i + 1, rest.Length);
        return found != negated;
    }
}
