namespace Rayforce.Rayfall.Tests;

public sealed class LimitTests
{
    [Theory]
    [InlineData("(til 1000000000000)")]
    [InlineData("(til 9223372036854775807)")]
    [InlineData("(til 500000000)")]
    [InlineData("(take [1 2 3] 900000000)")]
    [InlineData("(take 'a 900000000)")]
    [InlineData("(guid 900000000)")]
    [InlineData("(do (set f (fn [n x] (if (== n 0) x (self (- n 1) (concat x x))))) (f 60 [1 2 3]))")]
    public void Memory_is_counted_before_it_is_allocated(string source) =>
        AssertLimit(new RayfallInterpreter(), source);

    [Fact]
    public void The_memory_of_one_request_is_no_other_ones()
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxMemory = 1_000_000 });
        for (var i = 0; i < 10; i++)
            Assert.IsType<RayVector<long>>(interpreter.Evaluate("(til 100000)").Value);
        AssertLimit(interpreter, "(count (list (til 100000) (til 100000)))");
    }

    [Theory]
    [InlineData("(do (set f (fn [n] (f (+ n 1)))) (f 0))")]
    [InlineData("(do (set f (fn [n] (+ 1 (map f (list n))))) (f 0))")]
    public void Endless_recursion_is_an_error(string source) => AssertLimit(new RayfallInterpreter(), source);

    [Fact]
    public void Expressions_nest_as_deep_as_on_native_and_no_deeper()
    {
        var interpreter = new RayfallInterpreter();
        Assert.Equal(512L, interpreter.Evaluate(Nested(511)).Value);
        AssertLimit(interpreter, Nested(512));

        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("(+ 1 ", depth)) + "1" + new string(')', depth);
    }

    [Fact]
    public void Source_that_nests_too_deep_is_a_parse_error()
    {
        var error = Assert.IsType<RayError>(new RayfallInterpreter().Evaluate(new string('[', 100_000)).Value);
        Assert.Equal("parse", error.Code);
    }

    [Fact]
    public void Steps_are_counted()
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxSteps = 10_000 });
        AssertLimit(interpreter, "(map (fn [x] (+ x 1)) (til 10000))");
        Assert.Equal(1000L, interpreter.Evaluate("(count (map (fn [x] (+ x 1)) (til 1000)))").Value);
    }

    [Fact]
    public void A_limit_can_be_caught_and_leaves_the_request_usable()
    {
        var interpreter = new RayfallInterpreter();
        Assert.Equal(7L, interpreter.Evaluate("(try (til 1000000000000) 7)").Value);
        Assert.Equal(7L, interpreter.Evaluate("(do (set f (fn [n] (f n))) (try (f 0) 7))").Value);
    }

    [Theory]
    [InlineData("(do (set f (fn [n] (if (== n 0) 0 (self (- n 1))))) (map (fn [x] (f 500)) (til 1000000)))")]
    [InlineData("(map (fn [x] (sum (* 2 (til 100000)))) (til 1000000))")]
    public async Task A_running_request_can_be_cancelled(string source)
    {
        var options = new RayfallOptions { MaxMemory = long.MaxValue, MaxSteps = long.MaxValue };
        var interpreter = new RayfallInterpreter(options);
        using var cancellation = new CancellationTokenSource();
        var evaluation = Task.Factory.StartNew(
            () => interpreter.Evaluate(source, restricted: false, cancellation.Token), TaskCreationOptions.LongRunning);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluation);
    }

    [Fact]
    public void A_cancelled_request_publishes_nothing()
    {
        var interpreter = new RayfallInterpreter();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => interpreter.Evaluate("(do (set x 1) (sum (til 100000)))", restricted: false, cancellation.Token));
        Assert.Equal("name", Assert.IsType<RayError>(interpreter.Evaluate("x").Value).Code);
    }

    private static void AssertLimit(RayfallInterpreter interpreter, string source) =>
        Assert.Equal("limit", Assert.IsType<RayError>(interpreter.Evaluate(source).Value).Code);
}
