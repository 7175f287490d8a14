using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>Lists of 100,000 atoms: of one type, and of several in turn.</summary>
public class ListBenchmarks : ObjectBenchmarks
{
    private const int Count = 100_000;

    [Params("I64", "Mixed")]
    public string Atoms { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var items = new RayObject[Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Atoms == "I64" ? i : (i % 4) switch
            {
                0 => i,
                1 => i / 3.0,
                2 => new RaySymbol("price", quoted: true),
                _ => "some text",
            };
        }

        Use(new RayList(items));
    }
}
