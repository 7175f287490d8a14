using System.Text;

namespace Rayforce.Rayfall;

/// <summary>
/// <c>pivot</c>: a row for each value of the index columns, a column for each value of another one, and in the cells
/// what a function makes of the values that meet there.
/// </summary>
internal static class Pivoting
{
    public static RayTable Pivot(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.Length != 5)
            throw Fault.Arity("pivot expects 5 arguments: table, index, pivot-col, value-col, agg-fn");
        if (arguments[0] is not RayTable table)
            throw Fault.Type($"pivot: first argument must be a table, got {TypeNames.Of(arguments[0])}");
        var function = arguments[4] is RayLambda or RayBuiltin
            ? arguments[4]
            : throw Fault.Type($"pivot: agg-fn must be a function, got {TypeNames.Of(arguments[4])}");
        var names = (arguments[1] is RaySymbol ? [arguments[1]] : Concatenation.Items(arguments[1])).ToList();
        if (names.Count == 0 || !names.TrueForAll(name => name is RaySymbol))
            throw Fault.Type($"pivot: index must be a symbol or list of symbols, got {TypeNames.Of(arguments[1])}");
        var index = names.ConvertAll(name => Column(table, name, "index")).ToArray();
        var heads = Column(table, arguments[2], "pivot");
        var values = Column(table, arguments[3], "value");

        var rows = Grouping.Of(evaluation, index);
        var columns = Grouping.Of(evaluation, heads);
        var results = Cells(evaluation, rows, columns, Grouping.Of(evaluation, [.. index, heads]), values, function);
        foreach (var row in columns.FirstRows)
            names.Add(Head(Vectors.At(heads, row)));
        var keys = index.Select(column => Collections.Pick(evaluation, column, rows.FirstRows));
        return Queries.Build(names.Cast<RaySymbol>(), [.. keys, .. results.Select(Vectors.Collapse)]);
    }

    private static RayObject Column(RayTable table, RayObject name, string role) =>
        name is RaySymbol symbol && table.Find(symbol.Utf8) is { } column
            ? column
            : throw Fault.Domain($"pivot: {role} column not found");

    private static RaySymbol Head(RayObject value) => Atoms.Symbol(
        value is RaySymbol or RayString ? Vectors.Utf8(value) : Encoding.UTF8.GetBytes(value.ToRayfall()));

    /// <summary>The cells of each result column; those in which nothing meets are null.</summary>
    private static RayObject[][] Cells(
        Evaluation evaluation, Grouping rows, Grouping columns, Grouping cells, RayObject values, RayObject function)
    {
        evaluation.Budget.Charge((long)rows.Count * columns.Count, RayType.List);
        var results = Array.ConvertAll(columns.FirstRows, _ => new RayObject[rows.Count]);
        var (order, starts) = cells.Arrange();
        var ordered = Collections.Pick(evaluation, values, order);
        var type = RayType.I64;
        for (var cell = 0; cell < cells.Count; cell++)
        {
            evaluation.Budget.Step(1);
            var slice = Vectors.Slice(ordered, starts[cell], starts[cell + 1] - starts[cell]);
            var result = evaluation.Apply(function, slice);
            var first = cells.FirstRows[cell];
            results[columns.GroupOfRow[first]][rows.GroupOfRow[first]] = result;
            type = result.Type;
        }

        foreach (var column in results)
        {
            for (var row = 0; row < column.Length; row++)
                column[row] ??= Atoms.Null(type);
        }

        return results;
    }
}
