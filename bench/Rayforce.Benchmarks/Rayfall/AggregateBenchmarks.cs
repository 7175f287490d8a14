using BenchmarkDotNet.Attributes;
using Rayforce.Rayfall;

namespace Rayforce.Benchmarks;

/// <summary>Aggregates of a million rows through the interpreter, whole and in a thousand groups.</summary>
[MemoryDiagnoser]
public class AggregateBenchmarks
{
    private readonly RayfallInterpreter _interpreter = new(new RayfallOptions { MaxConcurrency = 1 });
    private RayObject _whole = RayNull.Instance;
    private RayObject _grouped = RayNull.Instance;

    [Params("(sum i)", "(avg f)", "(max f)", "(med f)", "(dev f)", "(count (distinct i))")]
    public string Aggregate { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _interpreter.Load("(set k (% (* (til 1000000) 7919) 1000)) (set i (% (* (til 1000000) 104729) 1000003)) "
            + "(set f (/ i 7.0)) (set t (table [k i f] (list k i f)))");
        _whole = new RayString(Aggregate);
        _grouped = new RayString($"(select {{x: {Aggregate} from: t by: k}})");
    }

    [Benchmark]
    public RayObject Whole() => _interpreter.Evaluate(_whole).Value;

    [Benchmark]
    public RayObject ByGroup() => _interpreter.Evaluate(_grouped).Value;
}
