namespace Rayforce.Rayfall.Tests;

public sealed class ConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 250;

    [Fact]
    public void Increments_from_many_threads_lose_nothing()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Evaluate("(set x 0)");
        OnThreads(_ => Assert.IsType<RayAtom<long>>(interpreter.Evaluate("(set x (+ x 1))").Value));
        Assert.Equal((long)Threads * Rounds, interpreter.Evaluate("x").Value);
    }

    [Fact]
    public void Inserts_from_many_threads_lose_nothing()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Evaluate("(set t (table [a b] (list [0] [0])))");
        OnThreads(thread => interpreter.Evaluate($"(insert 't (list {thread} 1))"));
        Assert.Equal((long)Threads * Rounds, interpreter.Evaluate("(sum (at t 'b))").Value);
    }

    [Fact]
    public void Readers_see_all_of_a_request_or_nothing_of_it()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Evaluate("(set a 0) (set b 0)");
        OnThreads(thread =>
        {
            if (thread % 2 == 0)
                interpreter.Evaluate("(set a (+ a 1)) (set b (+ b 1))");
            else
                Assert.Equal(0L, interpreter.Evaluate("(- a b)").Value);
        });
    }

    [Fact]
    public void What_a_repeated_request_printed_is_there_once()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Evaluate("(set x 0)");
        OnThreads(_ => Assert.Equal("once\n", interpreter.Evaluate("(do (println \"once\") (set x (+ x 1)))").Output));
    }

    private static void OnThreads(Action<int> body) =>
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (var round = 0; round < Rounds; round++)
                body(thread);
        });
}
