namespace Rayforce.Rayfall;

/// <summary>
/// Patterns of texts: <c>*</c> any bytes, <c>?</c> one byte, <c>[a-z]</c> or <c>[!a-z]</c> one of a set.
/// </summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        // After a mismatch, the last star takes one byte more: linear in the text for each star, never exponential.
        var (t, p, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == (byte)'*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && MatchesOne(text[t], pattern[p..], out var length))
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

        return pattern[p..].IndexOfAnyExcept((byte)'*') < 0;
    }

    private static bool MatchesOne(byte value, ReadOnlySpan<byte> pattern, out int length)
    {
        length = 1;
        if (pattern[0] == (byte)'?')
            return true;
        // The bracket that opens a set may be its first member.
        var end = pattern[0] == (byte)'[' && pattern.Length > 2 ? pattern[2..].IndexOf((byte)']') + 2 : 1;
        if (end < 2)
            return pattern[0] == value;
        length = end + 1;
        var set = pattern[1..end];
        var negated = set[0] is (byte)'!' or (byte)'^';
        if (negated)
            set = set[1..];
        var found = false;
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == (byte)'-';
            found |= isRange ? value >= set[i] && value <= set[i + 2] : value == set[i];
            i += isRange ? 2 : 0;
        }

        return found != negated;
    }
}
