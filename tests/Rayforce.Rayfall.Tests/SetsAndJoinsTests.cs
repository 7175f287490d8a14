
namespace Rayforce.Rayfall.Tests;

/// <summary>Sets, joins and reshaping as native 3.0.1 answers them.</summary>
public class SetsAndJoinsTests
{
    private const string Left = "(table [k v] (list [3 1 0Nl 1 7] [10 20 30 40 50]))";
    private const string Right = "(table [k w] (list [1 0Nl 1 9] [100 200 300 400]))";

    [Theory]
    [InlineData("(distinct [9 1 9 5])", "[1 5 9]")]
    [InlineData("(distinct [b a b])", "[b a]")]
    [InlineData("(in [1 0Nl 3] [3.0 0Nf])", "[false true true]")]
    [InlineData("(not-in [1 2] 2)", "[true false]")]
    [InlineData("(in (list 1 [1 2]) [1])", "(list true [true false])")]
    [InlineData("(find [1 2 3] [3.0 2.5])", "[2 0Nl]")]
    [InlineData("(except [2 1 2 4] [1])", "[2 2 4]")]
    [InlineData("(sect [2 1 2] [3 2 2])", "[2 2]")]
    [InlineData("(union [2 1 2] [3 1 3])", "[2 1 2 3 3]")]
    [InlineData("(group [3 1 3 0Nl])", "(dict [3 1 0Nl] (list [0 2] [1] [3]))")]
    [InlineData($"(inner-join [k] {Left} {Right})", "(table [k v w] (list [1 1 0Nl 1 1] [20 20 30 40 40] [300 100 200 300 100]))")]
    [InlineData($"(left-join [k] {Left} {Right})", "(table [k v w] (list [3 1 1 0Nl 1 1 7] [10 20 20 30 40 40 50] [0Nl 300 100 200 300 100 0Nl]))")]
    [InlineData($"(full-join [k] {Left} {Right})", "(table [k v w] (list [3 1 1 0Nl 1 1 7 9] [10 20 20 30 40 40 50 0Nl] [0Nl 300 100 200 300 100 0Nl 400]))")]
    [InlineData($"(anti-join [k] {Left} {Right})", "(table [k v] (list [3 7] [10 50]))")]
    [InlineData(
        "(asof-join [tm] (table [tm v] (list [1 5 10] [1 2 3])) (table [tm bid] (list [4 2 2] [10 20 30])))",
        "(table [tm v bid] (list [1 5 10] [1 2 3] [0Nl 10 10]))")]
    [InlineData(
        "(ungroup (table [a b] (list [1 2] (list [1 2] [3]))))",
        "(table [a b] (list [1 1 2] [1 2 3]))")]
    public void Answers_are_those_of_native(string source, string expected)
    {
        var interpreter = new RayfallInterpreter();
        Assert.Equal(
            interpreter.Evaluate(new RayString(expected)).Value,
            interpreter.Evaluate(new RayString(source)).Value);
    }

    [Theory]
    [InlineData("(distinct 5)", "type")]
    [InlineData("(sect [1] 1)", "type")]
    [InlineData($"(inner-join [z] {Left} {Right})", "domain")]
    [InlineData($"(inner-join [k] {Left} 5)", "type")]
    [InlineData("(asof-join [s tm] (table [s tm] (list [\"a\"] [1])) (table [s tm] (list [\"a\"] [1])))", "nyi")]
    public void Errors_are_those_of_native(string source, string code)
    {
        var error = Assert.IsType<RayError>(new RayfallInterpreter().Evaluate(new RayString(source)).Value);
        Assert.Equal(code, error.Code);
    }
}
