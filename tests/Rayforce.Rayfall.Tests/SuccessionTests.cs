namespace Rayforce.Rayfall.Tests;

/// <summary>A request finds nothing of what the one before it was evaluated with.</summary>
public sealed class SuccessionTests
{
    /// <summary>What a request can leave lying about: output, scopes, frames, symbols, names, sums, errors in the middle.</summary>
    public static TheoryData<string> Predecessors =>
    [
        "(println 1)",
        "(set t (table [a b] (list (til 10) (* 2 (til 10)))))",
        "(set + -)",
        "((fn [x] (return x)) 3)",
        "((fn [x] (x x)) (fn [x] (x x)))",
        "((fn [x y] (+ x y)) 1)",
        "(let a 5)",
        "(do (let a 1) (+ a 'b))",
        "(try (raise \"no\") (fn [e] 7))",
        "(raise \"no\")",
        "(+ 1 2",
        "'a_symbol_that_no_one_has_named",
        "(sum (til 100000))",
        "(select {from: (table [a] (list (til 100))) by: (% a 3) s: (sum b)})",
        "(til 10000000000000)",
        "(map (fn [x] (+ x 1)) (til 1000))",
    ];

    [Theory]
    [MemberData(nameof(Predecessors))]
    public void A_request_behind_another_says_what_it_says_alone(string predecessor)
    {
        string[] requests = ["(list a t)", "(- 5 (* 2 3))", "(sum (til 10))", "(println \"x\")", "(select {from: t s: (sum a)})", "a_symbol_that_no_one_has_named"];
        foreach (var request in requests)
        {
            // One that evaluates for the first time whatever is asked second, and one that has evaluated before.
            var (fresh, used) = (new RayfallInterpreter(), new RayfallInterpreter());
            var expected = fresh.Evaluate(request, restricted: true);
            used.Evaluate(predecessor, restricted: true);
            var actual = used.Evaluate(request, restricted: true);
            Assert.Equal((expected.Value.ToString(), expected.Output), (actual.Value.ToString(), actual.Output));
            Assert.Equal(expected.IsDeterministic, actual.IsDeterministic);
            Assert.Empty(actual.Bound);
        }
    }

    [Fact]
    public void A_request_behind_one_that_was_cancelled_is_evaluated_to_its_end()
    {
        var interpreter = new RayfallInterpreter();
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Assert.Throws<OperationCanceledException>(() => interpreter.Evaluate("(map (fn [x] (+ x 1)) (til 100000))", cancellationToken: gone.Token));
        Assert.Equal(new RayAtom<long>(3), interpreter.Evaluate("(+ 1 2)").Value);
    }
}
