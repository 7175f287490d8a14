namespace Rayforce.Rayfall;

/// <summary>A select without <c>by</c>: the columns that it computes, of all rows.</summary>
internal static class PlainSelect
{
    public static RayTable Run(Evaluation evaluation, QueryClauses query, RayTable table)
    {
        if (query.Columns.Count == 0)
            return table;
        var forms = query.Columns.Select(column => column.Form).ToArray();
        var summarizes = Array.TrueForAll(forms, form => evaluation.FindAggregate(form) is not null);
        var columns = !summarizes && Array.Exists(forms, form => evaluation.Calls(form, BuiltinTraits.RowWise))
            ? Array.ConvertAll(forms, form => EachRow(evaluation, table, form))
            : WholeColumns(evaluation, table, forms);

        // Where everything is one value of all rows, that is the one row; of no rows there is none, unless it is
        // computed from such values. A value beside columns stands in each row.
        var count = summarizes ? (query.IsEmpty ? 0 : 1)
            : Array.TrueForAll(forms, evaluation.Summarizes) && !Array.Exists(columns, Vectors.IsCollection) ? 1
            : table.RowCount;
        for (var i = 0; i < columns.Length; i++)
        {
            if (!Vectors.IsCollection(columns[i]))
                columns[i] = Queries.Repeat(evaluation, columns[i], count);
            var (length, first) = (Vectors.Count(columns[i]), Vectors.Count(columns[0]));
            if (length != first)
                throw Fault.Length($"select: output column length {length} does not match {first}");
        }

        return Queries.Build(query.Columns.Select(column => column.Name), columns);
    }

    private static RayObject[] WholeColumns(Evaluation evaluation, RayTable table, RayObject[] forms)
    {
        var outer = evaluation.EnterScope(table);
        var columns = Array.ConvertAll(forms, evaluation.Evaluate);
        evaluation.LeaveScope(outer);
        return columns;
    }

    /// <summary>
    /// An expression over the rows, one after another; the verbs that sort or shorten a column still get all of it.
    /// </summary>
    private static RayObject EachRow(Evaluation evaluation, RayTable table, RayObject form)
    {
        if (form is RayList { Count: > 0 } call
            && call[0] is RaySymbol { Name: "distinct" or "reverse" or "asc" or "desc" })
            return WholeColumns(evaluation, table, [form])[0];
        evaluation.Budget.Charge(table.RowCount, RayType.List);
        var values = new RayObject[table.RowCount];
        for (var row = 0; row < values.Length; row++)
        {
            var cells = Array.ConvertAll(table.Columns.Span.ToArray(), column => Vectors.At(column, row));
            var outer = evaluation.EnterScope(new RayTable(table.Names, RayList.Wrap(cells), rowCount: 1));
            values[row] = evaluation.Evaluate(form);
            evaluation.LeaveScope(outer);
        }

        return Vectors.Collapse(values);
    }
}
