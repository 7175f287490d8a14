namespace Rayforce.Queries.Tests;

/// <summary>The tables that the captured joins send.</summary>
internal static class Tables
{
    public static RayTable A { get; } = new(
        new RaySymbolVector("sym", "px"), new RayList(new RaySymbolVector("a", "b"), new RayVector<long>(1, 2)));

    public static RayTable B { get; } = new(
        new RaySymbolVector("sym", "bid"), new RayList(new RaySymbolVector("a", "b"), new RayVector<long>(3, 4)));

    public static RayTable Trades { get; } = new(
        new RaySymbolVector("sym", "ts", "px"),
        new RayList(new RaySymbolVector("a", "b"), new RayVector<long>(10, 20), new RayVector<double>(1.5, 2.5)));

    public static RayTable Quotes { get; } = new(
        new RaySymbolVector("sym", "ts", "bid"),
        new RayList(new RaySymbolVector("a", "b", "a"), new RayVector<long>(9, 19, 10), new RayVector<long>(3, 4, 5)));
}
