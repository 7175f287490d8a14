using CsCheck;
using Rayforce.Display;

namespace Rayforce.Cli.Tests;

public sealed class RayfallTokenTests
{
    [Theory]
    [InlineData("(+ 1 2)", false)]
    [InlineData("(+ 1", true)]
    [InlineData("[1 2", true)]
    [InlineData("{a: 1", true)]
    [InlineData("\"abc", true)]
    [InlineData("\"", true)]
    [InlineData("\"a\\\"", true)]
    [InlineData("\"a\\\\\"", false)]
    [InlineData("\"(\"", false)]
    [InlineData("1 ; (", false)]
    [InlineData("(+ 1 ; )\n 2)", false)]
    [InlineData("(+ 1 ; \"", true)]
    [InlineData("1)", false)]
    [InlineData("", false)]
    public void A_text_is_open_while_a_bracket_or_a_string_is(string text, bool isOpen) =>
        Assert.Equal(isOpen, RayfallTokens.IsOpen(text));

    [Theory]
    [InlineData("(select {from: t b: 'x c: -1.5 d: 10:00:00.1 e: \"s\"}) ; end",
        "Open Head Open Key Name Key Symbol Key Number Key Number Key Text Close Close Comment")]
    [InlineData("(- x -1)", "Open Head Name Number Close")]
    [InlineData("日本", "Other Other")]
    [InlineData("'", "Symbol")]
    public void Pieces_are_what_they_look_like(string text, string kinds) => Assert.Equal(
        kinds,
        string.Join(' ', RayfallTokens.Read(text).Select(static token => token.Kind)
            .Where(static kind => kind != RayfallTokenKind.Space)));

    [Fact]
    public void Pieces_cover_any_text_without_a_gap()
    {
        Check.Sample(
            Gen.Char["()[]{}\"\\';: \nab1-.é日"].Array[0, 40],
            static characters =>
            {
                var at = 0;
                foreach (var token in RayfallTokens.Read(characters))
                {
                    Assert.Equal(at, token.Start);
                    Assert.True(token.Length > 0);
                    at = token.End;
                }

                Assert.Equal(characters.Length, at);
                RayfallTokens.IsOpen(characters);
            });
    }

    [Theory]
    [InlineData("(a [b] {c})", 0, 10)]
    [InlineData("(a [b] {c})", 10, 0)]
    [InlineData("(a [b] {c})", 3, 5)]
    [InlineData("(a", 0, null)]
    [InlineData("a)", 1, null)]
    [InlineData("a", 0, null)]
    public void A_bracket_has_a_partner(string text, int place, int? partner) =>
        Assert.Equal(partner, RayfallTokens.FindPartner(RayfallTokens.Read(text), place));
}
