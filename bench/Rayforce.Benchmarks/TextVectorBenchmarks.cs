using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>Symbol and String vectors.</summary>
public class TextVectorBenchmarks : ObjectBenchmarks
{
    [Params(100, 100_000, 1_000_000)]
    public int Count { get; set; }

    [Params(RayType.Symbol, RayType.String)]
    public RayType Type { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = "SYM" + (i % 1000).ToString(CultureInfo.InvariantCulture);
        Use(Type == RayType.Symbol ? new RaySymbolVector(texts) : new RayStringVector(texts));
    }
}
