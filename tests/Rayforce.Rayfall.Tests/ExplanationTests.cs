namespace Rayforce.Rayfall.Tests;

/// <summary>How requests are evaluated, as the engine says it.</summary>
public sealed class ExplanationTests
{
    private static readonly RayfallInterpreter Interpreter = Make();

    [Theory]
    [InlineData(
        "(select {from: t where: (and (> p 10.0) (== s 'b)) s: s v: (* p q)})",
        """
        select from 6 rows of 3 columns
          where: (and (> p 10) (== s 'b)) by blocks, 2 rows
          s: s, by blocks
          v: (* p q), by blocks
        gives a table of 2 rows and 2 columns
        """)]
    [InlineData(
        "(select {from: t by: s n: (count p) v: (sum (* p q)) m: (/ (sum p) (count p)) d: (reverse p)})",
        """
        select from 6 rows of 3 columns
          by: s, 3 groups by a table of places
          n: (count p), one value a group
          v: (sum (* p q)), one value a group
          m: (/ (sum p) (count p)), one value a group
          d: (reverse p), as a whole for each group
        gives a table of 3 rows and 5 columns
        """)]
    [InlineData(
        "(select {from: t by: s n: (count (distinct p))})",
        """
        select from 6 rows of 3 columns
          by: s, 3 groups by a table of places
          n: (count (distinct p)), one value a group
        gives a table of 3 rows and 2 columns
        """)]
    [InlineData(
        "(select {from: t by: s n: (first (asc p))})",
        """
        select from 6 rows of 3 columns
          by: s, 3 groups by a table of places
          first of the rows of each group, one group after another
          n: (first (asc p)), one value a group
        gives a table of 3 rows and 2 columns
        """)]
    [InlineData(
        "(select {from: t by: s n: ((fn [x] (sum x)) p)})",
        """
        select from 6 rows of 3 columns
          by: s, 3 groups by a table of places
          code evaluated for each group
          n: ((fn [1 SYM] (sum x)) p), as a whole for each group
        gives a table of 3 rows and 2 columns
        """)]
    [InlineData(
        "(select {from: t s: s desc: q take: 2})",
        """
        select from 6 rows of 3 columns
          s: s, by blocks
          order: the first 2 of 6 rows by q descending
        gives a table of 2 rows and 1 columns
        """)]
    [InlineData(
        "(select {from: t asc: [s q]})",
        """
        select from 6 rows of 3 columns
          order: 6 rows by s q
        gives a table of 6 rows and 3 columns
        """)]
    [InlineData(
        "(select {from: (select {from: t where: (> q 2)}) a: (avg p) b: 7})",
        """
        select from 6 rows of 3 columns
          where: (> q 2) by blocks, 4 rows
        select from 4 rows of 3 columns
          a: (avg p), one value
          b: 7, once
        gives a table of 1 rows and 2 columns
        """)]
    [InlineData(
        "(inner-join [s] t (table [s w] (list ['a 'b] [1 2])))",
        """
        join of 6 and 2 rows by equal keys
        gives a table of 5 rows and 4 columns
        """)]
    [InlineData(
        "(update {from: t x: (+ q 1) where: (> q 2)})",
        """
        update of 6 rows of 3 columns
          where: (> q 2) by blocks, 4 rows
        gives a table of 6 rows and 4 columns
        """)]
    [InlineData(
        "(count (distinct [1 2 3]))",
        """
        distinct: computed together with what takes its result
        gives one value
        """)]
    [InlineData("(+ 1 'a)", "gives the error type: ")]
    [InlineData("(set x 1)", "gives one value")]
    public void A_request_says_how_it_is_evaluated(string source, string explanation)
    {
        var given = Interpreter.Explain(source).TrimEnd('\n');
        Assert.True(explanation.EndsWith(": ", StringComparison.Ordinal)
            ? given.StartsWith(explanation, StringComparison.Ordinal)
            : given == explanation, given);
    }

    [Fact]
    public void What_is_explained_is_not_published()
    {
        Interpreter.Explain("(set y 1)");
        Assert.Equal("name", Assert.IsType<RayError>(Interpreter.Evaluate("y").Value).Code);
    }

    [Fact]
    public void An_explanation_ends_somewhere()
    {
        var lines = Interpreter.Explain("(map (fn [i] (select {from: t where: (> q i)})) (til 20000))").Split('\n');
        Assert.Equal(10_000 + 3, lines.Length);
        Assert.Equal("…", lines[10_000]);
    }

    private static RayfallInterpreter Make()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Load("(set t (table [s p q] (list ['a 'b 'a 'c 'b 'a] [10.5 20.0 30.5 5.0 50.0 1.5] [1 2 3 4 5 6])))");
        return interpreter;
    }
}
