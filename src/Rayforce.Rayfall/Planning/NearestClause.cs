using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>
/// <c>nearest: (knn column vector metric)</c>: the rows whose vectors are nearest to one, the nearest first. The distance
/// is a column for the outputs.
/// </summary>
/// <param name="Head">The word at the head, as it stands there.</param>
/// <param name="Column">The column's name; nothing where something else stands there.</param>
/// <param name="Vector">Gives the vector.</param>
/// <param name="Metric">The metric's name, where one is given.</param>
internal sealed record NearestClause(string? Head, int? Column, Code Vector, string? Metric)
{
    private const int MostByDefault = 10;

    /// <summary>Those of some rows that are nearest, as many as are to be taken.</summary>
    public QueryRows Of(Evaluator evaluator, QueryRows rows, Code? take)
    {
        var vector = Vector.Run(evaluator);
        if (Distances.Numbers(evaluator, vector) is not { } numbers)
            throw Fault.Type($"nearest: query must be a numeric vector, got {TypeNames.Of(vector)}");
        if (numbers.Count == 0)
            throw Fault.Length("nearest: query vector is empty");
        if (Head == "ann")
            throw Fault.Type("nearest (ann): first arg must be an HNSW handle, and there are none here");
        if (Head != "knn")
            throw Fault.Domain("nearest: expected `ann` or `knn` as the first element");
        if (Column is not { } name)
            throw Fault.Type("nearest (knn): first arg must be an unquoted column name");
        var metric = Metric is null ? Distances.Cosine : Distances.MetricOf(Metric)
            ?? throw Fault.Domain("nearest (knn): metric must be 'cosine, 'l2, or 'ip");
        var most = take is null ? MostByDefault : MostOf(take.Run(evaluator));
        if (rows.Column(name) is not { } column)
            throw Fault.Name(evaluator.Symbols.Text(name));
        if (column is not ListColumn vectors)
        {
            return column.Count == 0
                ? rows
                : throw Fault.Type($"knn: vector column must be a list of vectors, got {TypeNames.Of(column)}");
        }

        var (places, distances) = Distances.Rank(evaluator, vectors, numbers, metric, most, what =>
            Fault.Type($"knn: each row vector must have length {numbers.Count}, got {what}"));
        return rows.Choose(places).With(evaluator.Symbols.Intern("_dist"u8), distances);
    }

    private static long MostOf(Value take)
    {
        if (take.Scalar is not { IsInteger: true })
            throw Fault.Type("nearest: take must be an integer atom");
        return take.Bits > 0 ? take.Bits : throw Fault.Domain("nearest: take must be positive");
    }
}
