using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;

namespace Rayforce.Server.Tests;

public class RayfallFairnessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("(while true 1)")]
    [InlineData("(while true (sum (til 1000000)))")]
    [InlineData("(do (set busy 1) (while true 1))")]
    public async Task Short_requests_are_answered_while_endless_ones_run(string endless)
    {
        await using var engine = new RayfallEngine(
            new RayfallInterpreter(new RayfallOptions { MaxSteps = long.MaxValue, MaxMemory = long.MaxValue }),
            maxConcurrency: 2);
        using var cancellation = new Cancellation();
        var running = Enumerable.Range(0, 8).Select(_ => EvaluateAsync(engine, endless, cancellation.Token)).ToArray();
        for (var i = 0; i < 10; i++)
            Assert.Equal(3, await EvaluateAsync(engine, "(+ 1 2)", default).WaitAsync(Patience));
        Assert.DoesNotContain(running, task => task.IsCompleted);
        await cancellation.CancelAsync();
        foreach (var task in running)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Long_requests_take_turns()
    {
        await using var engine = new RayfallEngine(
            new RayfallInterpreter(new RayfallOptions { MaxSteps = long.MaxValue }), maxConcurrency: 1);
        using var cancellation = new Cancellation();
        var endless = EvaluateAsync(engine, "(while true 1)", cancellation.Token);
        var answer = await EvaluateAsync(engine, "(do (let x 0) (times 5000000 (let x (+ x 1))) 7)", default).WaitAsync(Patience);
        Assert.Equal(7, answer);
        Assert.False(endless.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless.WaitAsync(Patience));
    }

    [Fact]
    public async Task Readers_do_not_wait_for_writers_that_wait_for_each_other()
    {
        await using var engine = new RayfallEngine(
            new RayfallInterpreter(new RayfallOptions { MaxSteps = long.MaxValue }), maxConcurrency: 2);
        var writers = Enumerable.Range(0, 16).Select(i =>
            EvaluateAsync(engine, $"(do (times 300000 (+ 1 2)) (set x {i}))", default)).ToArray();
        Assert.Equal(3, await EvaluateAsync(engine, "(+ 1 2)", default).WaitAsync(Patience));
        await Task.WhenAll(writers).WaitAsync(Patience);
        Assert.IsType<RayAtom<long>>(await EvaluateAsync(engine, "x", default));
    }

    private static async Task<RayObject> EvaluateAsync(RayfallEngine engine, string source, CancellationToken cancellation)
    {
        using var payload = new PooledBuffer();
        using var reply = new PooledBuffer();
        RaySerializer.Serialize(source, payload, WireVersion.V3);
        await engine.EvaluateAsync(new EngineRequest(payload.WrittenMemory, WireVersion.V3), reply, cancellation);
        return ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3);
    }

    /// <summary>Ends what is endless, also where the test fails.</summary>
    private sealed class Cancellation : CancellationTokenSource
    {
        protected override void Dispose(bool disposing)
        {
            Cancel();
            base.Dispose(disposing);
        }
    }
}
