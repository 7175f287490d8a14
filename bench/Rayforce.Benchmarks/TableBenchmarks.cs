using BenchmarkDotNet.Attributes;

namespace Rayforce.Benchmarks;

/// <summary>A table of trades, 100,000 rows: a timestamp, a symbol, a price, a size.</summary>
public class TableBenchmarks : ObjectBenchmarks
{
    private const int Count = 100_000;
    private static readonly string[] Symbols = ["AAPL", "MSFT", "GOOG", "AMZN"];

    [GlobalSetup]
    public void Setup()
    {
        var times = new RayTimestamp[Count];
        var symbols = new string[Count];
        var prices = new double[Count];
        var sizes = new long[Count];
        for (var i = 0; i < Count; i++)
        {
            times[i] = new RayTimestamp(800_000_000_000_000_000 + i * 1_000_000L);
            symbols[i] = Symbols[i % Symbols.Length];
            prices[i] = 100 + i % 977 / 100.0;
            sizes[i] = 100 * (1 + i % 13);
        }

        Use(new RayTable(
            new RaySymbolVector("time", "sym", "price", "size"),
            new RayList(
                new RayVector<RayTimestamp>(times),
                new RaySymbolVector(symbols),
                new RayVector<double>(prices),
                new RayVector<long>(sizes))));
    }
}
