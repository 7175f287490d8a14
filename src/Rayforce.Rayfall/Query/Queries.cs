namespace Rayforce.Rayfall;

/// <summary>Queries over tables.</summary>
internal static class Queries
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Variadic("select", Select, BuiltinTraits.Special);
        Changes.Register(table);
    }

    /// <summary>The rows that a condition leaves, or nothing where it leaves all.</summary>
    public static int[]? Filter(Evaluation evaluation, RayTable table, RayObject? condition)
    {
        if (condition is null)
            return null;
        var outer = evaluation.EnterScope(table);
        var mask = evaluation.Evaluate(condition);
        evaluation.LeaveScope(outer);
        if (!Vectors.IsCollection(mask))
            return Atoms.IsTrue(mask) ? null : [];
        var length = Vectors.Count(mask);
        if (length != table.RowCount)
            throw Fault.Length($"filter: predicate length must match input, got {table.RowCount} and {length}");
        return mask is RayVector<bool> vector
            ? Collections.Rows(evaluation, vector)
            : throw Fault.Type($"filter: predicate must be a b8 vector, got {TypeNames.Of(mask)}");
    }

    private static RayObject Select(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        var query = QueryClauses.Read(arguments, "select");
        var source = evaluation.Evaluate(query.From!);
        if (source is not RayTable table)
            throw Fault.Type($"select: `from:` must evaluate to a table, got {TypeNames.Of(source)}");
        query.IsEmpty = table.RowCount == 0;
        if (Filter(evaluation, table, query.Where) is { } rows)
            table = (RayTable)Collections.Pick(evaluation, table, rows);
        var result = query.By is { } by
            ? GroupedSelect.Run(evaluation, query, table, by)
            : PlainSelect.Run(evaluation, query, table);
        return Arrange(evaluation, query, result);
    }

    /// <summary>A table of named columns.</summary>
    public static RayTable Build(IEnumerable<RaySymbol> names, RayObject[] columns) =>
        new((RaySymbolVector)Vectors.FromAtoms(RayType.Symbol, names.ToArray<RayObject>()), RayList.Wrap(columns));

    /// <summary>A column in which one value stands in each row.</summary>
    public static RayObject Repeat(Evaluation evaluation, RayObject value, int count)
    {
        evaluation.Budget.Charge(count, value.Type);
        evaluation.Budget.Charge((long)count * Vectors.Utf8(value).Length, RayType.U8);
        return Vectors.Repeat(value, count);
    }

    private static RayObject Arrange(Evaluation evaluation, QueryClauses query, RayTable result)
    {
        if ((query.Ascending ?? query.Descending) is { } keys)
        {
            var columns = Concatenation.Items(keys)
                .Select(key => key is RaySymbol name && result.Find(name.Utf8) is RayVector column
                    ? column
                    : throw new RayfallException("nyi", "select: can only be sorted by a column of the result"))
                .ToArray();
            var order = Ordering.Rows(evaluation, columns, query.Ascending is null);
            result = (RayTable)Collections.Pick(evaluation, result, order);
        }

        return query.Take is { } take
            ? BuiltinTable.Instance.Find("take")!.Binary!(evaluation, result, evaluation.Evaluate(take))
            : result;
    }
}
