using System.Globalization;

namespace Rayforce.Benchmarks;

/// <summary>The objects that more than one benchmark works on.</summary>
internal static class Samples
{
    private static readonly string[] Symbols = ["AAPL", "MSFT", "GOOG", "AMZN"];

    /// <summary>Texts of 4 to 6 bytes, a thousand different ones.</summary>
    public static string[] Texts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => "SYM" + (i % 1000).ToString(CultureInfo.InvariantCulture))];

    /// <summary>A list of I64 atoms.</summary>
    public static RayList Numbers(int count) => new([.. Enumerable.Range(0, count).Select(i => (RayObject)(long)i)]);

    /// <summary>A list of atoms of four types in turn.</summary>
    public static RayList MixedAtoms(int count) => new([.. Enumerable.Range(0, count).Select(i => (i % 4) switch
    {
        0 => (RayObject)(long)i,
        1 => i / 3.0,
        2 => new RaySymbol("price", quoted: true),
        _ => "some text",
    })]);

    /// <summary>A table of trades: a timestamp, a symbol, a price, a size.</summary>
    public static RayTable Trades(int count)
    {
        var times = new RayTimestamp[count];
        var symbols = new string[count];
        var prices = new double[count];
        var sizes = new long[count];
        for (var i = 0; i < count; i++)
        {
            times[i] = new RayTimestamp(800_000_000_000_000_000 + i * 1_000_000L);
            symbols[i] = Symbols[i % Symbols.Length];
            prices[i] = 100 + i % 977 / 100.0;
            sizes[i] = 100 * (1 + i % 13);
        }

        return new RayTable(
            new RaySymbolVector("time", "sym", "price", "size"),
            new RayList(
                new RayVector<RayTimestamp>(times),
                new RaySymbolVector(symbols),
                new RayVector<double>(prices),
                new RayVector<long>(sizes)));
    }
}
