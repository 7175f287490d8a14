using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>A table without some of its rows.</summary>
internal sealed class Delete(Evaluator evaluator, QueryClauses clauses)
{
    public TableValue Run(TableValue table)
    {
        if (clauses.By is not null)
            throw Fault.Domain("delete: `by:` is not supported");
        using var level = evaluator.Explanation?.Open($"delete from {table.RowCount} rows");
        var rows = new QueryRows(table, null, evaluator.Budget);
        if (Select.Filter(evaluator, rows, clauses.Where!, Fault.Name).Chosen is not { } gone)
            return Marked(table, table.Slice(0, 0).Columns);
        evaluator.Budget.Charge(table.RowCount - gone.Length, sizeof(int));
        var kept = new int[table.RowCount - gone.Length];
        var (next, filled) = (0, 0);
        foreach (var block in new Blocks(evaluator.Budget, 0, table.RowCount))
        {
            for (var row = block.Start.Value; row < block.End.Value; row++)
            {
                if (next < gone.Length && gone.Span[next] == row)
                    next++;
                else
                    kept[filled++] = row;
            }
        }

        var left = rows.Choose(kept);
        return Marked(table, Array.ConvertAll(table.Columns.ToArray(), left.Choose));
    }

    /// <summary>The columns that are left; one that held nulls is marked so still, as native has it.</summary>
    private static TableValue Marked(TableValue table, ReadOnlySpan<Column> left)
    {
        var columns = left.ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            if (table.Columns[i].HasNulls)
                columns[i] = columns[i].Marked(NullMark.Yes);
        }

        return new TableValue(table.Names.ToArray(), columns);
    }
}
