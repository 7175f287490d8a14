using System.Text;
using CsCheck;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests.Kernels;

public class GlobTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab*]x"], 0, 6];

    private static readonly Gen<string> Pattern = Gen.String[Gen.Char["aab**?[]!-x"], 0, 6];

    [Fact]
    public void Every_text_of_a_block_matches_as_it_does_alone_and_letter_by_letter() =>
        Gen.Select(Text.Array[0, 40], Pattern, Gen.Int[0, 3]).Sample((texts, pattern, start) =>
        {
            var budget = new Budget(1 << 20, 1 << 20, CancellationToken.None);
            var glob = Glob.Of(budget, Encoding.UTF8.GetBytes(pattern));
            var block = new TextBlockBuilder(budget);
            foreach (var text in texts)
                block.Add(Encoding.UTF8.GetBytes(text));
            start = Math.Min(start, texts.Length);
            var given = new byte[texts.Length - start];

            glob.Match(block.ToBlock(), start, given);

            for (var i = 0; i < given.Length; i++)
            {
                var text = texts[start + i];
                Assert.Equal(Matches(text, pattern), given[i] != 0);
                Assert.Equal(given[i] != 0, glob.Matches(Encoding.UTF8.GetBytes(text)));
            }
        });

    private static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == '*')
            return Matches(text, pattern[1..]) || (!text.IsEmpty && Matches(text[1..], pattern));
        if (text.IsEmpty)
            return false;
        if (pattern[0] == '?')
            return Matches(text[1..], pattern[1..]);
        if (pattern[0] != '[')
            return text[0] == pattern[0] && Matches(text[1..], pattern[1..]);

        var negated = pattern.Length > 1 && pattern[1] == '!';
        var members = new StringBuilder();
        var end = negated ? 2 : 1;
        for (var first = end; end < pattern.Length && (pattern[end] != ']' || end == first);)
        {
            var isRange = end + 2 < pattern.Length && pattern[end + 1] == '-' && pattern[end + 2] != ']';
            for (int member = pattern[end], last = isRange ? pattern[end + 2] : member; member <= last; member++)
                members.Append((char)member);
            end += isRange ? 3 : 1;
        }

        return members.ToString().Contains(text[0]) != negated
            && Matches(text[1..], end < pattern.Length ? pattern[(end + 1)..] : default);
    }
}
