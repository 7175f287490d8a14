using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Rows of several columns.</summary>
internal static class TableRows
{
    /// <summary>The elements of some rows of each column, nulls for negative rows; marked where there are nulls.</summary>
    public static Column[] Gather(Evaluator evaluator, ReadOnlySpan<Column> columns, int[] rows)
    {
        foreach (var column in columns)
            evaluator.Budget.Charge(rows.Length, column.Elements.Width);
        var sources = columns.ToArray();
        var result = new Column[sources.Length];
        evaluator.Workers.Run(result.Length, i => result[i] = sources[i].Gather(rows).Marked(NullMark.IfAny));
        return result;
    }
}
