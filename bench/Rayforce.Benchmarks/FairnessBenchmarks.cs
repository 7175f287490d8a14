using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;

namespace Rayforce.Benchmarks;

/// <summary>How long a short request takes in the embedded engine, while some others never end.</summary>
public class FairnessBenchmarks
{
    private readonly CancellationTokenSource _end = new();
    private readonly System.Buffers.ArrayBufferWriter<byte> _reply = new();
    private RayfallEngine _engine = null!;
    private Task[] _endless = [];
    private EngineRequest _short;

    [Params(0, 1, 8)]
    public int Endless { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _engine = new RayfallEngine(new RayfallInterpreter(new RayfallOptions { MaxSteps = long.MaxValue }));
        _short = Request("(+ 1 2)");
        _endless = [.. Enumerable.Range(0, Endless).Select(_ => _engine.EvaluateAsync(
            Request("(while true 1)"), new System.Buffers.ArrayBufferWriter<byte>(), _end.Token).AsTask())];
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_endless).ContinueWith(_ => { }, TaskScheduler.Default);
        await _engine.DisposeAsync();
    }

    [Benchmark]
    public async Task<int> AnswerAsync()
    {
        _reply.ResetWrittenCount();
        await _engine.EvaluateAsync(_short, _reply, default);
        return _reply.WrittenCount;
    }

    private static EngineRequest Request(string source)
    {
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        RaySerializer.Serialize(source, payload, WireVersion.V3);
        return new EngineRequest(payload.WrittenMemory, WireVersion.V3);
    }
}
