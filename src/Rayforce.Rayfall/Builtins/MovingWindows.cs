using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Functions of a window that moves along a vector: it ends at each element in turn.</summary>
internal static class MovingWindows
{
    private delegate Column? WindowScan(Budget budget, Column column, int size);

    public static IEnumerable<Builtin> All =>
    [
        Moving("msum", "The sum over a moving window; nulls add nothing.", (budget, column, size) => Scans.Run(
            column, new TotalWindowScan(budget, size))),
        Moving("mavg", "The average over a moving window.", (budget, column, size) => Scans.Run(
            column, new FloatWindowScan<AverageWindow>(budget, size))),
        Moving("mvar", "The variance of the population in a moving window.", (budget, column, size) => Scans.Run(
            column, new FloatWindowScan<VarianceWindow>(budget, size))),
        Moving("mdev", "The deviation of the population in a moving window.", (budget, column, size) => Scans.Run(
            column, new FloatWindowScan<DeviationWindow>(budget, size))),
        Moving("mmin", "The least element in a moving window.", (budget, column, size) => Scans.Run(
            column, new ExtremeWindowScan(budget, size, greatest: false)), temporal: true),
        Moving("mmax", "The greatest element in a moving window.", (budget, column, size) => Scans.Run(
            column, new ExtremeWindowScan(budget, size, greatest: true)), temporal: true),
        new(RayType.Binary, "mcount", "How many elements in a moving window are not null.")
        {
            Body = (evaluator, arguments) =>
            {
                var window = Window(arguments[0], "mcount");
                return Count(evaluator.Budget, Series.Vector(arguments[1], "mcount"), window);
            },
            Traits = BuiltinTraits.Ordered,
        },
    ];

    private static Builtin Moving(string name, string summary, WindowScan scan, bool temporal = false) =>
        new(RayType.Binary, name, summary)
        {
            Body = (evaluator, arguments) =>
            {
                var window = Window(arguments[0], name);
                var column = Series.Numbers(arguments[1], name, temporal);
                return scan(evaluator.Budget, column, (int)Math.Clamp(window, 1, Math.Max(1, column.Count)))!;
            },
            Traits = BuiltinTraits.Ordered,
        };

    private static long Window(Value argument, string name)
    {
        if (argument.Scalar is not { IsInteger: true } || argument.IsNull)
            throw Fault.Type($"{name} window must be an integer atom");
        return argument.Bits >= 1 ? argument.Bits : throw Fault.Range($"{name} window must be >= 1");
    }

    private static Column<long> Count(Budget budget, Column column, long window)
    {
        budget.Charge(column.Count, sizeof(long));
        var counts = LargeArray.Allocate<long>(column.Count);
        var count = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            if (!column.HasNulls)
            {
                counts[i] = Math.Min(i + 1, window);
                continue;
            }

            count += column.IsNull(i) ? 0 : 1;
            if (i >= window)
                count -= column.IsNull(i - (int)window) ? 0 : 1;
            counts[i] = count;
        }

        return ElementTypes.I64.Wrap(counts, hasNulls: false);
    }
}
