using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>How far vectors of numbers are from each other, and which are nearest.</summary>
internal static class Distances
{
    public static IEnumerable<Builtin> All =>
    [
        Pair("cos-dist", "The distance of the directions of two vectors: 1 less their cosine.", Cosine),
        Pair("inner-prod", "The inner product of two vectors.", TensorPrimitives.Dot),
        Pair("l2-dist", "The Euclidean distance of two vectors.", Euclidean),
        new(RayType.Unary, "norm", "The Euclidean length of a vector, or of each of a list.") { Body = Norm },
        new(RayType.Variadic, "knn", "The vectors of a list that are nearest to one, by distance.") { Body = Nearest },
    ];

    internal delegate double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right);

    private static Builtin Pair(string name, string summary, Distance distance) => new(RayType.Binary, name, summary)
    {
        Body = (evaluator, arguments) => Between(evaluator, name, distance, arguments[0], arguments[1]),
    };

    public static double Cosine(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var lengths = Math.Sqrt(TensorPrimitives.SumOfSquares(left)) * Math.Sqrt(TensorPrimitives.SumOfSquares(right));
        return lengths == 0 ? 1 : 1 - TensorPrimitives.Dot(left, right) / lengths;
    }

    private static double Euclidean(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        return Math.Sqrt(sum);
    }

    private static Value Between(Evaluator evaluator, string name, Distance distance, Value left, Value right)
    {
        // A list beside a vector is one of vectors; each has its distance.
        if (right.List is not null && left.List is null)
            (left, right) = (right, left);
        if (left.List is { } many && right.List is null)
        {
            evaluator.Budget.Charge(many.Count, ElementTypes.F64.Width);
            var distances = new double[many.Count];
            for (var i = 0; i < distances.Length; i++)
                distances[i] = Between(evaluator, name, distance, many[i], right).Double;
            return ElementTypes.F64.Wrap(distances);
        }

        if (Numbers(evaluator, left) is not { } one || Numbers(evaluator, right) is not { } other)
        {
            throw Fault.Type(
                $"{name}: expects numeric vectors (f32, f64, i32 or i64), got {TypeNames.Of(left, right)}");
        }

        if (one.Count == 0 || one.Count != other.Count)
        {
            throw Fault.Length(
                $"{name}: operands must be non-empty equal-length vectors, got {one.Count} and {other.Count}");
        }

        return Value.Float64(distance(one.Span, other.Span));
    }

    private static Value Norm(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].List is { } many)
        {
            evaluator.Budget.Charge(many.Count, ElementTypes.F64.Width);
            var norms = new double[many.Count];
            for (var i = 0; i < norms.Length; i++)
                norms[i] = Length(evaluator, many[i]).Double;
            return ElementTypes.F64.Wrap(norms);
        }

        return Length(evaluator, arguments[0]);
    }

    private static Value Length(Evaluator evaluator, Value value) => Numbers(evaluator, value) is { } numbers
        ? Value.Float64(Math.Sqrt(TensorPrimitives.SumOfSquares(numbers.Span)))
        : throw Fault.Type(
            $"norm: expects a numeric vector (f32, f64, i32 or i64) or list thereof, got {TypeNames.Of(value)}");

    private static Value Nearest(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is not (3 or 4))
            throw Fault.Rank($"knn: expects 3 or 4 args (col query k [metric]), got {arguments.Length}");
        if (arguments[0].List is not { } vectors)
            throw Fault.Type($"knn: col must be a list of numeric vectors, got {TypeNames.Of(arguments[0])}");
        if (Numbers(evaluator, arguments[1]) is not { } query)
            throw Fault.Type($"knn: query must be a numeric vector, got {TypeNames.Of(arguments[1])}");
        if (arguments[2].Scalar is not { IsInteger: true })
            throw Fault.Type($"knn: k must be an integer, got {TypeNames.Of(arguments[2])}");
        if (arguments[2].Bits <= 0)
            throw Fault.Domain($"knn: k must be positive, got {arguments[2].Bits}");
        var metric = arguments.Length == 3 ? Cosine
            : (arguments[3].IsSymbol ? MetricOf(evaluator.Symbols.Text(arguments[3].SymbolId)) : null)
                ?? throw Fault.Domain("knn: metric must be 'cosine, 'l2 or 'ip");
        if (vectors.Count == 0)
            throw Fault.Length($"knn: query length must match column dim 0, got {query.Count}");
        var (rows, distances) = Rank(evaluator, vectors, query, metric, arguments[2].Bits, size => size is null
            ? Fault.Type("knn: col must contain equal-length numeric vectors (f32, f64, i32 or i64)")
            : Fault.Length($"knn: query length must match column dim {size}, got {query.Count}"));
        var numbers = new long[rows.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = rows[i];
        return new TableValue(
            [evaluator.Symbols.Intern("_rowid"u8), evaluator.Symbols.Intern("_dist"u8)],
            [ElementTypes.I64.Wrap(numbers, hasNulls: false), distances]);
    }

    /// <summary>The places of those vectors that are nearest to one, and their distances, the nearest first.</summary>
    /// <param name="evaluator">The evaluation.</param>
    /// <param name="vectors">The vectors.</param>
    /// <param name="query">The one.</param>
    /// <param name="metric">How far two are from each other.</param>
    /// <param name="most">How many are wanted.</param>
    /// <param name="fault">The error of a vector of another length, or, without one, of one that is none.</param>
    public static (int[] Places, Column Distances) Rank(
        Evaluator evaluator, ListColumn vectors, Column<double> query, Distance metric, long most, Func<int?, RayfallException> fault)
    {
        var budget = evaluator.Budget;
        budget.Charge(vectors.Count, ElementTypes.F64.Width);
        var distances = new double[vectors.Count];
        var size = -1;
        for (var i = 0; i < distances.Length; i++)
        {
            if (Numbers(evaluator, vectors[i]) is not { } vector || (size >= 0 && vector.Count != size))
                throw fault(null);
            size = vector.Count;
            if (query.Count != size)
                throw fault(size);
            budget.Step();
            distances[i] = metric(vector.Span, query.Span);
        }

        var all = ElementTypes.F64.Wrap(distances);
        var order = Kernels.Sorting.Order(budget, evaluator.Workers, evaluator.Symbols, [all], [false]);
        var places = order.AsSpan(0, (int)Math.Min(order.Length, most)).ToArray();
        return (places, all.Gather(places));
    }

    /// <summary>The metric of a name, or nothing.</summary>
    public static Distance? MetricOf(string name) => name switch
    {
        "cosine" => Cosine,
        "l2" => Euclidean,
        "ip" => static (left, right) => -TensorPrimitives.Dot(left, right),
        _ => null,
    };

    /// <summary>A vector as F64; nothing for other values.</summary>
    public static Column<double>? Numbers(Evaluator evaluator, Value value) => value.Column switch
    {
        Column<double> numbers => numbers,
        { Type: RayType.I32 or RayType.I64 or RayType.F32 } column =>
            (Column<double>)Conversions.To(RowExpressions.Of(column)!, ElementTypes.F64)
                .ToColumn(evaluator.Budget, evaluator.Workers, column.Count),
        _ => null,
    };
}
