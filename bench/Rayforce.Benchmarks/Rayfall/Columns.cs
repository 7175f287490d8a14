using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Benchmarks;

/// <summary>Columns of the engine to measure with: digits of a permutation, so that nothing is in order.</summary>
internal static class Columns
{
    public const int Count = 1_000_000;

    /// <summary>A budget that nothing exceeds.</summary>
    public static Budget Budget => new(long.MaxValue, long.MaxValue, CancellationToken.None);

    /// <summary>Integers from 0 to a limit.</summary>
    public static Column<long> Integers(int limit, long stride = 7919)
    {
        var values = new long[Count];
        for (var i = 0; i < Count; i++)
            values[i] = i * stride % 1_000_003 % limit;
        return ElementTypes.I64.Wrap(values);
    }

    /// <summary>Floats from 0 to a limit.</summary>
    public static Column<double> Floats(int limit) =>
        ElementTypes.F64.Wrap(Array.ConvertAll(Integers(limit).Span.ToArray(), value => value / 7.0));
}
