using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>A table without some of its rows.</summary>
internal sealed class Delete(Evaluator evaluator, QueryClauses clauses)
{
    public TableValue Run(TableValue table)
    {
        if (clauses.By is not null)
            throw Fault.Domain("delete: `by:` is not supported");
        if (clauses.Where is not { } where)
            throw Fault.Domain("delete: missing `where:` clause");
        using var level = evaluator.Explanation?.Open($"delete from {table.RowCount} rows");
        var rows = new QueryRows(table, null, evaluator.Budget);
        if (Select.Filter(evaluator, rows, where).Chosen is not { } gone)
            return table.Slice(0, 0);
        var kept = new List<int>(table.RowCount - gone.Length);
        var next = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            if (next < gone.Length && gone.Span[next] == row)
                next++;
            else
                kept.Add(row);
        }

        evaluator.Budget.Charge(kept.Count, sizeof(int));
        var left = rows.Choose([.. kept]);
        return new TableValue(table.Names.ToArray(), Array.ConvertAll(table.Columns.ToArray(), left.Choose));
    }
}
