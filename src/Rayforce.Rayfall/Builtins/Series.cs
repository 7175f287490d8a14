using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Running functions and neighbours: what makes of a vector one of the same count, in which order counts.</summary>
internal static class Series
{
    public static IEnumerable<Builtin> All =>
    [
        Running("sums", "The running sum; nulls add nothing.", (budget, column) => Scans.Run(
            column, new TotalScan<SumStep<long>, SumStep<double>>(budget, default, default))),
        Running("prds", "The running product; nulls change nothing.", (budget, column) => Scans.Run(
            column, new TotalScan<ProductStep<long>, ProductStep<double>>(budget, new(), new()))),
        Running("avgs", "The running average; nulls do not count.", (budget, column) => Scans.Run(
            column, new FloatScan<AverageStep>(budget, default))),
        Running("ratios", "The ratio of each element to the one before.", (budget, column) => Scans.Run(
            column, new FloatScan<RatioStep>(budget, default))),
        Running("mins", "The least element so far.", (budget, column) => Scans.Run(
            column, new ExtremeScan(budget, greatest: false)), temporal: true),
        Running("maxs", "The greatest element so far.", (budget, column) => Scans.Run(
            column, new ExtremeScan(budget, greatest: true)), temporal: true),
        Running("deltas", "The difference of each element from the one before.", (budget, column) => Scans.Run(
            column, new DifferenceScan(budget)), temporal: true),
        Ordered("fills", "Nulls replaced by the last element before them that is none.", Fill),
        Ordered("differ", "Whether each element differs from the one before.", Differ),
        Ordered("lag", "The element before each.", (evaluator, argument) => Shift(evaluator, argument, "lag", by: 1)),
        Ordered("lead", "The element behind each.", (evaluator, argument) => Shift(evaluator, argument, "lead", by: -1)),
        new(RayType.Variadic, "prior", "What a function makes of each element and the one before, as a list.")
        {
            Body = Prior,
            Traits = BuiltinTraits.TakesNull,
        },
    ];

    /// <summary>The vector that an argument is.</summary>
    public static Column Vector(Value argument, string name) =>
        argument.Column is { } column and not ListColumn
            ? column
            : throw Fault.Type($"{name} expects a vector input, got {TypeNames.Of(argument)}");

    /// <summary>The vector of numbers, or of dates, times and timestamps, that an argument is.</summary>
    public static Column Numbers(Value argument, string name, bool temporal)
    {
        var column = Vector(argument, name);
        var type = column.Elements;
        if (type.IsNumeric || (temporal && type.IsTemporal && type.Type != RayType.Timespan))
            return column;
        throw Fault.Type(
            $"{name} expects a numeric{(temporal ? " or temporal" : "")} vector, got {TypeNames.Of(argument)}");
    }

    private static Builtin Running(
        string name, string summary, Func<Budget, Column, Column?> scan, bool temporal = false) =>
        Ordered(name, summary, (evaluator, argument) =>
            scan(evaluator.Budget, Numbers(argument, name, temporal))!);

    private static Builtin Ordered(string name, string summary, Func<Evaluator, Value, Value> body) =>
        new(RayType.Unary, name, summary)
        {
            Body = (evaluator, arguments) => body(evaluator, arguments[0]),
            Traits = BuiltinTraits.Ordered | BuiltinTraits.Deferred,
        };

    private static Value Fill(Evaluator evaluator, Value argument)
    {
        if (argument.Table is { } table)
        {
            var columns = Array.ConvertAll(table.Columns.ToArray(), column => Fill(evaluator.Budget, column));
            return new TableValue(table.Names.ToArray(), columns);
        }

        return argument.Column is { } vector
            ? Fill(evaluator.Budget, vector)
            : throw Fault.Type($"fills expects a vector or table input, got {TypeNames.Of(argument)}");
    }

    private static Column Fill(Budget budget, Column column)
    {
        if (column is ListColumn)
            throw Fault.Type("fills expects a vector input");

        // The nulls of texts stay.
        if (!column.HasNulls || column.Elements.IsText)
            return column;
        return column is Column<Guid> guids ? Fill(budget, guids) : Scans.Run(column, new FillScan(budget))!;
    }

    private static Column<Guid> Fill(Budget budget, Column<Guid> column)
    {
        budget.Charge(column.Count, column.Elements.Width);
        var filled = column.Span.ToArray();
        for (var i = 1; i < filled.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            if (column.IsNull(i))
                filled[i] = filled[i - 1];
        }

        return column.Elements.Wrap(filled);
    }

    private static Value Differ(Evaluator evaluator, Value argument) => Vector(argument, "differ") switch
    {
        Column<byte> column => Differ(evaluator, column),
        Column<short> column => Differ(evaluator, column),
        Column<int> column => Differ(evaluator, column),
        Column<long> column => Differ(evaluator, column),
        Column<float> column => Differ(evaluator, column),
        Column<double> column => Differ(evaluator, column),
        Column<Guid> column => Differ(evaluator, column),
        TextColumn column => Differ(evaluator, column.Count, (left, right) =>
            !column.Utf8(left).SequenceEqual(column.Utf8(right))),
        var column => throw new NotSupportedException(column.Elements.Name),
    };

    private static Column<byte> Differ<T>(Evaluator evaluator, Column<T> column)
        where T : unmanaged
    {
        evaluator.Budget.Charge(column.Count);
        var results = new byte[column.Count];
        evaluator.Workers.Scan(results.Length, (_, start, length) =>
        {
            evaluator.Budget.Check();
            var elements = column.Span;
            for (var i = start; i < start + length; i++)
            {
                // NaN equals itself here, and -0.0 equals 0.0.
                var isSame = i > 0 && EqualityComparer<T>.Default.Equals(elements[i], elements[i - 1]);
                results[i] = isSame ? (byte)0 : (byte)1;
            }
        });
        return ElementTypes.B8.Wrap(results, hasNulls: false);
    }

    private static Column<byte> Differ(Evaluator evaluator, int count, Func<int, int, bool> differ)
    {
        evaluator.Budget.Charge(count);
        var results = new byte[count];
        evaluator.Workers.Scan(count, (_, start, length) =>
        {
            for (var i = start; i < start + length; i++)
            {
                if (i % 256 == 0)
                    evaluator.Budget.Check();
                results[i] = i == 0 || differ(i, i - 1) ? (byte)1 : (byte)0;
            }
        });
        return ElementTypes.B8.Wrap(results, hasNulls: false);
    }

    private static Value Shift(Evaluator evaluator, Value argument, string name, int by) =>
        Vector(argument, name) switch
        {
            Column<byte> column => Shift(evaluator.Budget, column, by),
            Column<short> column => Shift(evaluator.Budget, column, by),
            Column<int> column => Shift(evaluator.Budget, column, by),
            Column<long> column => Shift(evaluator.Budget, column, by),
            Column<float> column => Shift(evaluator.Budget, column, by),
            Column<double> column => Shift(evaluator.Budget, column, by),
            Column<Guid> column => Shift(evaluator.Budget, column, by),
            _ => throw Fault.Type("time-series shift: string vectors are not supported yet"),
        };

    private static Column<T> Shift<T>(Budget budget, Column<T> column, int by)
        where T : unmanaged
    {
        if (column.Count == 0)
            return column;
        budget.Charge(column.Count, column.Elements.Width);
        var shifted = LargeArray.Allocate<T>(column.Count);
        if (by > 0)
        {
            column.Span[..^1].CopyTo(shifted.AsSpan(1));
            shifted[0] = column.Elements.Null;
        }
        else
        {
            column.Span[1..].CopyTo(shifted);
            shifted[^1] = column.Elements.Null;
        }

        // The empty symbol that comes in does not mark the vector.
        var comesNull = column.Elements is { HasNull: true, Type: not RayType.Symbol };
        var hasNulls = column.HasNulls && column.Count > 1;
        return column.Elements.Wrap(shifted, hasNulls || comesNull);
    }

    private static Value Prior(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 2)
            throw Fault.Domain($"prior: requires fn and vec args, got {arguments.Length}");
        if (arguments[1].Column is not { } column)
            throw Fault.Type($"prior: vec arg must be a list, got {TypeNames.Of(arguments[1])}");
        evaluator.Budget.Charge(column.Count, ElementTypes.List.Width);
        var results = new Value[column.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = evaluator.Apply(arguments[0], column[i], column[Math.Max(0, i - 1)]);

        // Comparisons of neighbours without nulls are a vector, anything else stays a list.
        return arguments[0].Function is Builtin { Name: not ("min" or "max") } && results.Length > 0 && column is not (ListColumn or TextColumn) && !column.HasNulls
            && Array.TrueForAll(results, result => result.Scalar == ElementTypes.B8)
                ? ElementTypes.B8.FromAtoms(evaluator.Budget, results)
                : new ListColumn(results);
    }
}
