namespace Rayforce.Rayfall;

/// <summary>A select with <c>by</c>: one row for each group of equal keys.</summary>
internal sealed class GroupedSelect
{
    private readonly Evaluation _evaluation;
    private readonly RayTable _table;
    private readonly Grouping _grouping;

    /// <summary>All rows, those of each group together; and where each group begins among them.</summary>
    private readonly int[] _order;
    private readonly int[] _starts;

    private GroupedSelect(Evaluation evaluation, RayTable table, Grouping grouping)
    {
        _evaluation = evaluation;
        _table = table;
        _grouping = grouping;
        evaluation.Budget.Charge(table.RowCount, RayType.I64);
        (_order, _starts) = grouping.Arrange();
    }

    public static RayTable Run(Evaluation evaluation, QueryClauses query, RayTable table, RayObject by)
    {
        var keys = Keys(evaluation, table, by);
        var grouping = Grouping.Of(evaluation, keys.Select(key => key.Column).ToArray());
        if (keys is [{ Column: RayVector column }] && (by is RayList || ComesOrdered(evaluation, query, table, column)))
            grouping = grouping.Ordered(evaluation, column);
        var names = keys.Select(key => key.Name).ToList();
        var columns = keys.Select(key => Collections.Pick(evaluation, key.Column, grouping.FirstRows)).ToList();

        // A projection that only repeats a key adds nothing.
        var projections = query.Columns.Where(column => !names.Exists(name => IsName(column, name))).ToList();
        if (projections.Count == 0)
        {
            // Without projections, the first row of each group.
            for (var i = 0; i < table.Columns.Count; i++)
            {
                var name = new RaySymbol(table.Names.GetUtf8(i));
                if (names.Contains(name))
                    continue;
                names.Add(name);
                columns.Add(Collections.Pick(evaluation, table.Columns[i], grouping.FirstRows));
            }

            return Queries.Build(names, [.. columns]);
        }

        var select = new GroupedSelect(evaluation, table, grouping);
        // Those that make one value of a group come first, then those that keep its rows.
        foreach (var projection in projections.OrderBy(projection => evaluation.Aggregates(projection.Form) ? 0 : 1))
        {
            names.Add(projection.Name);
            columns.Add(select.Evaluate(projection.Form));
        }

        return Queries.Build(names, [.. columns]);
    }

    private static bool IsName((RaySymbol Name, RayObject Form) projection, RaySymbol key) =>
        projection.Name.Utf8.SequenceEqual(key.Utf8)
            && projection.Form is RaySymbol name && name.Utf8.SequenceEqual(key.Utf8);

    /// <summary>
    /// Whether native gives the groups of one whole-number or temporal key in its order: nothing promises it, but
    /// programs have come to see it. It does for many rows, and for aggregates that its streaming engine does not know.
    /// </summary>
    private static bool ComesOrdered(Evaluation evaluation, QueryClauses query, RayTable table, RayVector key)
    {
        const int manyRows = 1 << 16;
        if (!Atoms.IsInteger(key.Type) && !Atoms.IsTemporal(key.Type))
            return false;
        var aggregates = query.Columns.Where(column => evaluation.FindAggregate(column.Form) is not null).ToArray();
        return aggregates.Length > 0
            && (table.RowCount >= manyRows
                || Array.Exists(aggregates, column => !Streams(table, (RayList)column.Form)));
    }

    private static bool Streams(RayTable table, RayList aggregate)
    {
        var function = aggregate[0] switch
        {
            RaySymbol name => name.Name,
            RayBuiltin builtin => builtin.Name,
            _ => "",
        };
        var argument = aggregate.Count > 1 && aggregate[1] is RaySymbol column ? table.Find(column.Utf8) : null;
        return function switch
        {
            "count" => true,
            "avg" => argument is not RayVector vector || Atoms.IsDecimal(vector.Type),
            "sum" or "min" or "max" or "med" or "dev" => argument is not RaySymbolVector,
            _ => false,
        };
    }

    /// <summary>
    /// The key columns: of a name, of several, of a dict of names and expressions, or of one expression without a name.
    /// </summary>
    private static List<(RaySymbol Name, RayObject Column)> Keys(Evaluation evaluation, RayTable table, RayObject by)
    {
        var keys = new List<(RaySymbol Name, RayObject Column)>();
        switch (by)
        {
            case RaySymbol name:
                keys.Add((new RaySymbol(name.Utf8), Require(table, name.Utf8)));
                break;
            case RaySymbolVector { Count: > 0 } names:
                for (var i = 0; i < names.Count; i++)
                    keys.Add((new RaySymbol(names.GetUtf8(i)), Require(table, names.GetUtf8(i))));
                break;
            case RayDict { Keys: RaySymbolVector { Count: > 0 } names } dict
                when Vectors.Count(dict.Values) == names.Count:
                for (var i = 0; i < names.Count; i++)
                {
                    var (key, form) = (new RaySymbol(names.GetUtf8(i)), Vectors.At(dict.Values, i));
                    var isItself = form is RaySymbol column && column.Utf8.SequenceEqual(key.Utf8);
                    if (table.IndexOf(key.Utf8) >= 0 && !isItself)
                        throw Fault.Domain("by-dict alias shadows an existing input column");
                    keys.Add((key, Compute(evaluation, table, form)));
                }

                break;
            default:
                keys.Add((new RaySymbol(""), Compute(evaluation, table, by)));
                break;
        }

        return keys;
    }

    private static RayObject Require(RayTable table, ReadOnlySpan<byte> name) =>
        table.Find(name) ?? throw Fault.Domain("by: column not found in table");

    private static RayObject Compute(Evaluation evaluation, RayTable table, RayObject form)
    {
        var outer = evaluation.EnterScope(table);
        var column = evaluation.Evaluate(form);
        evaluation.LeaveScope(outer);
        if (!Vectors.IsCollection(column))
            return Queries.Repeat(evaluation, column, table.RowCount);
        return Vectors.Count(column) == table.RowCount
            ? column
            : throw Fault.Length($"by: key length {Vectors.Count(column)} does not match {table.RowCount}");
    }

    /// <summary>The column of the groups' values of an expression.</summary>
    private RayObject Evaluate(RayObject form)
    {
        if (form is RayList { Count: 2 } call && _evaluation.FindAggregate(form) is { Unary: { } unary }
            && !_evaluation.Aggregates(call[1]))
        {
            // The argument is computed once, over all rows; each group then sees its run of it.
            var column = Collections.Pick(_evaluation, Compute(_evaluation, _table, call[1]), _order);
            return EachGroup(
                Atoms.Null(column.Type),
                (start, count) => unary(_evaluation, Vectors.Slice(column, start, count)));
        }

        var gathered = (RayTable)Collections.Pick(_evaluation, _table, _order);
        return EachGroup(RayAtom<long>.Null, (start, count) =>
        {
            var columns = gathered.Columns.Span.ToArray();
            var slices = Array.ConvertAll(columns, column => Vectors.Slice(column, start, count));
            var outer = _evaluation.EnterScope(new RayTable(_table.Names, RayList.Wrap(slices)));
            var value = _evaluation.Evaluate(form);
            _evaluation.LeaveScope(outer);
            return value;
        });
    }

    private RayObject EachGroup(RayObject none, Func<int, int, RayObject> evaluate)
    {
        _evaluation.Budget.Charge(_grouping.Count, RayType.List);
        var values = new RayObject[_grouping.Count];
        for (var group = 0; group < values.Length; group++)
        {
            _evaluation.Budget.Check();
            values[group] = evaluate(_starts[group], _starts[group + 1] - _starts[group]);
        }

        return values.Length == 0 ? Vectors.Empty(none.Type) : Vectors.Collapse(values);
    }
}
