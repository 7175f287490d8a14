using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Parsing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests;

public class ParserTests
{
    [Theory]
    [InlineData("(+ 1\n  2", "'(' is never closed: expected ')' (line 1, column 1)")]
    [InlineData("(+ 1\n  'é)", "expected an expression, found 'é' (line 2, column 4)")]
    [InlineData("{a 1}", "expected ':' behind a key, found '1' (line 1, column 4)")]
    [InlineData(
        "\n\n 12x", "unexpected 'x' directly after a token; separate tokens with whitespace (line 3, column 4)")]
    [InlineData("", "expected an expression, found the end (line 1, column 1)")]
    public void An_error_says_where_it_is_and_what_was_expected(string source, string message)
    {
        var error = Assert.Throws<RayfallException>(() => Read(source, 1 << 20));

        Assert.Equal("parse", error.Code);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void What_is_read_is_charged_while_it_is_read()
    {
        var source = "(" + string.Concat(Enumerable.Repeat("()", 100_000)) + ")";

        var error = Assert.Throws<RayfallException>(() => Read(source, 1 << 20));

        Assert.Equal("limit", error.Code);
    }

    [Fact]
    public void Nesting_ends_where_native_s_ends()
    {
        Assert.Single(Read(new string('(', 1024) + new string(')', 1024), 1 << 24));
        Assert.Throws<RayfallException>(() => Read(new string('(', 1025) + new string(')', 1025), 1 << 24));
    }

    private static Value[] Read(string source, long memory)
    {
        var budget = new Budget(memory, 1 << 20, CancellationToken.None);
        return Parser.Read(budget, new Symbols(new SymbolTable(), budget), Encoding.UTF8.GetBytes(source));
    }
}
