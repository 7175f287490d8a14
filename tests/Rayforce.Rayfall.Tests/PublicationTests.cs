using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Rayfall.Tests;

public sealed class PublicationTests
{
    [Theory]
    [InlineData("(+ 1 2)", "")]
    [InlineData("(set b 1) (set a 2) (set b 3)", "a b")]
    [InlineData("(do (set a 1) (raise \"x\"))", "a")]
    [InlineData("(try (do (set a 1) (raise \"x\")) 7)", "a")]
    [InlineData("(let a 1)", "a")]
    [InlineData("(do (let a 1) a)", "")]
    [InlineData("(insert 't [2])", "t")]
    public void A_result_names_the_globals_that_were_bound(string source, string names)
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Load("(set t [1])");
        Assert.Equal(names, string.Join(' ', interpreter.Evaluate(source).Bound));
    }

    [Fact]
    public void A_restricted_request_binds_nothing_and_its_names_end_with_it()
    {
        var interpreter = new RayfallInterpreter();
        var result = interpreter.Evaluate("(let a 1) (+ a 1)", restricted: true);
        Assert.Equal(2L, result.Value);
        Assert.Empty(result.Bound);
        AssertError("name", interpreter.Evaluate("a"));
        AssertError("access", interpreter.Evaluate("(set a 1)", restricted: true));
        AssertError("name", interpreter.Evaluate("a"));
    }

    [Fact]
    public void What_runs_a_volatile_builtin_does_not_follow_from_the_request()
    {
        foreach (var builtin in BuiltinTable.Instance.All)
        {
            // Called, and called by another builtin: what it makes of a wrong argument does not matter.
            foreach (var source in new[] { $"({builtin.Name} 2 3)", $"({builtin.Name} 2)", $"(apply {builtin.Name} [2] [3])" })
            {
                var result = new RayfallInterpreter(new RayfallOptions { MaxSteps = 10_000 }).Evaluate(source);
                if (result.Value is not RayError)
                    Assert.Equal(!builtin.Is(BuiltinTraits.Volatile), result.IsDeterministic);
            }
        }

        var random = new RayfallInterpreter();
        Assert.False(random.Evaluate("(map (fn [x] (first (rand 1 x))) [10 20])").IsDeterministic);
        Assert.False(random.Evaluate("(select {from: (table [a] (list [1 2])) b: (rand 2 10)})").IsDeterministic);
        Assert.False(random.Evaluate("(do (let f rand) (f 1 2))").IsDeterministic);
        foreach (var source in new[] { "(timeit (+ 1 2))", "(.mem.ts (+ 1 2))", "(count (env 0))", "(do (let f timeit) (f 1))" })
            Assert.False(random.Evaluate(source).IsDeterministic);
        Assert.True(random.Evaluate("(do (fn [x] (rand 1 x)) 1)").IsDeterministic);
        Assert.True(random.Evaluate("(if false (rand 1 2) 3)").IsDeterministic);
    }

    /// <summary>How much a limit leaves room for depends on the options, and on the thread's stack.</summary>
    [Theory]
    [InlineData("((fn [n] (self n)) 1)", false)]
    [InlineData("(do (set a 1) ((fn [n] (self n)) 1))", false)]
    [InlineData("(try ((fn [n] (self n)) 1) 2)", false)]
    [InlineData("(try (count (til 1000000000000)) 2)", false)]
    [InlineData("(try (raise 1) 2)", true)]
    [InlineData("(+ 1 'a)", true)]
    public void What_comes_to_a_limit_does_not_follow_from_the_request(string source, bool isDeterministic) =>
        Assert.Equal(isDeterministic, new RayfallInterpreter().Evaluate(source).IsDeterministic);

    [Theory]
    [InlineData("(set x (til 200000))")]
    [InlineData("(set x (list (til 100000) (til 100000)))")]
    [InlineData("(set x (table [a] (list (til 200000))))")]
    [InlineData("(set x (dict ['a] (list (til 200000))))")]
    [InlineData("(do (let y (til 200000)) (set x (fn [z] (+ y z))))")]
    [InlineData("(set x (as 'SYM (til 60000)))")]
    public void Globals_have_a_quota(string source)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxGlobals = 1_000_000 });
        interpreter.Load("(set small 1)");
        AssertError("limit", interpreter.Evaluate(source));
        AssertError("name", interpreter.Evaluate("x"));
        Assert.Empty(interpreter.Evaluate(source).Bound);
        Assert.Equal(["small"], interpreter.Evaluate("(set small 2)").Bound);
    }

    [Fact]
    public void A_request_that_leaves_less_than_there_was_is_published()
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxGlobals = 1_000_000 });
        interpreter.Load("(set x (til 100000))");
        AssertError("limit", interpreter.Evaluate("(set y (til 100000))"));
        interpreter.Load("(set x 0)");
        Assert.Equal(["y"], interpreter.Evaluate("(set y (til 100000))").Bound);
    }

    [Fact]
    public void Symbols_of_values_that_were_replaced_are_let_go()
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxGlobals = 20_000_000 });
        interpreter.Load("(set kept ['alpha 'beta]) (set f (fn [x] (at kept x)))");
        for (var i = 0; i < 40; i++)
        {
            var from = i * 20_000;
            Assert.Equal(["x"], interpreter.Evaluate($"(set x (as 'SYM (+ {from} (til 20000))))").Bound);
        }

        Assert.Equal("beta", Assert.IsType<RaySymbol>(interpreter.Evaluate("(f 1)").Value).Name);
        Assert.Equal("780007", Assert.IsType<RaySymbol>(interpreter.Evaluate("(at x 7)").Value).Name);
        Assert.Equal(20_000L, interpreter.Evaluate("(count (distinct x))").Value);
    }

    [Theory]
    [InlineData("(set x (fold (fn [a b] (list a a)) 0 (til 60)))")]
    [InlineData("(set x (fold (fn [a b] (list a)) 0 (til 200000)))")]
    [InlineData("(set x (fold (fn [a b] (dict [1] (list a))) 'new_name (til 200000)))")]
    public void Values_that_nobody_can_walk_through_are_not_bound(string source)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxSteps = 10_000_000 });
        AssertError("limit", interpreter.Evaluate(source));
        AssertError("name", interpreter.Evaluate("x"));
    }

    [Fact]
    public void Limits_may_be_as_large_as_numbers_are()
    {
        var options = new RayfallOptions { MaxSteps = long.MaxValue, MaxMemory = long.MaxValue, MaxGlobals = long.MaxValue };
        var interpreter = new RayfallInterpreter(options);
        Assert.Equal(499_500L, interpreter.Evaluate("(set x (sum (map (fn [x] x) (til 1000))))").Value);
        AssertError("limit", interpreter.Evaluate("(til 9223372036854775807)"));
    }

    private static void AssertError(string code, RayfallResult result) =>
        Assert.Equal(code, Assert.IsType<RayError>(result.Value).Code);
}
