using Rayforce.Ipc;

namespace Rayforce.Rayfall.Tests;

/// <summary>Results that are handed on in parts.</summary>
public sealed class PartsTests
{
    private const int Rows = 1_000_000;

    private static readonly RayfallInterpreter Interpreter = Make();

    [Theory]
    [InlineData("(select {from: t where: (> b 0.5)})", 3)]
    [InlineData("(select {from: t a: (* a 2) s: s})", 3)]
    [InlineData("(select {from: t a: (if (> b 0.5) a z) where: (in s ['x 'y])})", 3)]
    [InlineData("(select {from: t where: (>= a 0) take: 300000})", 1)]
    [InlineData("(select {from: t where: (>= a 0) take: [300000 500000]})", 2)]
    [InlineData("(select {from: t where: (== a 999999)})", 0)]
    [InlineData("(select {from: t where: (== a 5)})", 1)]
    [InlineData("(select {from: t where: (< a 0)})", 0)]
    [InlineData("(select {from: (select {from: t where: (> b 0.1)}) c: (+ a b)})", 3)]
    public void Rows_that_are_handed_on_and_the_rest_are_the_result(string source, int parts)
    {
        var given = new List<RayTable>();
        var rest = (RayTable)Interpreter.Evaluate(source, new RayfallContext { Part = given.Add }).Value;
        Assert.Equal(parts, given.Count);
        Assert.DoesNotContain(given, part => part.RowCount == 0);
        var whole = (RayTable)Interpreter.Evaluate(source).Value;
        Assert.Equal(whole.RowCount, given.Sum(part => part.RowCount) + rest.RowCount);
        Assert.All(given, part => Assert.Equal(part.Names, whole.Names));

        // Put together again, by the engine itself.
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxGlobals = long.MaxValue });
        interpreter.Evaluate(new RayList(new RaySymbol("set"), new RaySymbol("whole"), whole));
        RayTable[] all = [.. given, rest];
        for (var i = 0; i < all.Length; i++)
            interpreter.Evaluate(new RayList(new RaySymbol("set"), new RaySymbol($"p{i}"), all[i]));
        var names = string.Join(' ', Enumerable.Range(0, all.Length).Select(i => $"p{i}"));
        var together = interpreter.Load($"(fold union-all (list {names}))").Value;
        Assert.Equal(
            RaySerializer.SerializeFrame(interpreter.Evaluate("(select {from: whole})").Value),
            RaySerializer.SerializeFrame(all.Length == 1 ? rest : together));
    }

    [Theory]
    [InlineData("(select {from: t asc: b})")]
    [InlineData("(select {from: t by: s a: (sum a)})")]
    [InlineData("(select {from: t a: (sum a)})")]
    [InlineData("(select {from: t a: (sums a)})")]
    [InlineData("(select {from: t a: (+ a (max a))})")]
    [InlineData("(select {from: t a: (+ a v)})")]
    [InlineData("(select {from: t a: (rand 1000000 5) b: a})")]
    [InlineData("(select {from: t a: ((fn [x] x) a)})")]
    [InlineData("(select {from: t where: (> a 5) take: -10})")]
    [InlineData("(select {from: t})")]
    [InlineData("(do (set u t) (select {from: u where: (> a 5)}))")]
    [InlineData("(count (select {from: t where: (> a 5)}))")]
    [InlineData("(let select 5)")]
    public void What_depends_on_other_rows_comes_in_one_piece(string source)
    {
        var interpreter = Make();
        var result = interpreter.Evaluate(
            source, new RayfallContext { Part = _ => Assert.Fail("a part") }).Value;
        Assert.IsNotType<RayError>(result);
    }

    [Fact]
    public void The_first_rows_are_there_before_the_last_ones_are_computed()
    {
        using var cancellation = new CancellationTokenSource();
        var parts = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Interpreter.Evaluate(
            "(select {from: t a: (* a 2)})",
            new RayfallContext
            {
                Part = part =>
                {
                    parts++;
                    cancellation.Cancel();
                },
            },
            cancellation.Token));
        Assert.Equal(1, parts);
    }

    [Fact]
    public void Parts_that_are_handed_on_take_no_memory_of_the_request()
    {
        // A part takes some 5 MB, all of them four times that.
        var interpreter = Make(12 << 20);
        var parts = 0;
        var rest = interpreter.Evaluate(
            "(select {from: t a: (* a 2) b: (* b 2)})", new RayfallContext { Part = _ => parts++ }).Value;
        Assert.IsType<RayTable>(rest);
        Assert.Equal(3, parts);
        Assert.IsType<RayError>(interpreter.Evaluate("(select {from: t a: (* a 2) b: (* b 2)})").Value);
    }

    private static RayfallInterpreter Make(long memory = 1 << 30)
    {
        var maker = new RayfallInterpreter();
        var table = maker.Load(
            $"(table [a b s] (list (til {Rows}) (/ (% (til {Rows}) 1009) 1009.0) (take ['x 'y 'z 'w] {Rows})))").Value;
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxMemory = memory, MaxGlobals = long.MaxValue });
        Assert.Equal(Rows, ((RayTable)table).RowCount);
        interpreter.Evaluate(new RayList(new RaySymbol("set"), new RaySymbol("t"), table));
        interpreter.Load("(set z -1)");
        if (memory > 1 << 26)
            interpreter.Load($"(set v (til {Rows}))");
        return interpreter;
    }
}
