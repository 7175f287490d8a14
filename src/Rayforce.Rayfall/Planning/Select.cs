using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>A select: rows are chosen, grouped, computed, sorted and cut, none of it further than the answer needs.</summary>
internal sealed class Select(Evaluator evaluator, QueryClauses clauses)
{
    private Budget Budget => evaluator.Budget;

    /// <summary>The table that the query gives.</summary>
    public TableValue Run() => Run(Source());

    /// <summary>The table that is asked.</summary>
    public TableValue Source()
    {
        var source = clauses.From.Run(evaluator);
        return source.Table
            ?? throw Fault.Type($"select: `from:` must evaluate to a table, got {TypeNames.Of(source)}");
    }

    /// <summary>The table that the query gives of another one.</summary>
    public TableValue Run(TableValue table)
    {
        using var level = Open(table);
        var rows = Filter(table);
        if (clauses.Nearest is { } nearest)
        {
            rows = nearest.Of(evaluator, rows, clauses.Take);
            evaluator.Explanation?.Add($"nearest: {rows.Count} rows by distance");
        }

        return clauses.By is { } by ? Grouped(rows, by) : Plain(rows, table.RowCount == 0);
    }

    /// <summary>
    /// How many rows the query gives that has a condition and no other clause: without their numbers, where these need
    /// not be known.
    /// </summary>
    public int Count()
    {
        var table = Source();
        using var level = Open(table);
        var rows = new QueryRows(table, null, Budget);
        var projection = new PlainProjection(evaluator, rows);
        var operand = projection.Evaluate(clauses.Where!);
        if (operand.Rows is not RowExpression<byte> { Elements.Type: RayType.B8, IsConstant: false } condition)
            return Filter(evaluator, rows, projection.ToValue(operand)).Count;
        var count = Selections.Count(Budget, evaluator.Workers, condition, rows.Count);
        evaluator.Explanation?.Add($"where: {condition.Describe(evaluator.Symbols)} by blocks, {count} rows, only counted");
        return count;
    }

    /// <summary>The rows of a table for which the condition holds.</summary>
    public QueryRows Filter(TableValue table)
    {
        var rows = new QueryRows(table, null, Budget);
        return clauses.Where is { } where ? Filter(evaluator, rows, where) : rows;
    }

    /// <summary>Those of some rows for which a condition holds.</summary>
    /// <param name="evaluator">The request.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="where">The condition.</param>
    /// <param name="missing">The error of a name that means nothing, where it is another one than in a select.</param>
    public static QueryRows Filter(
        Evaluator evaluator, QueryRows rows, QueryExpression where, Func<string, RayfallException>? missing = null)
    {
        var projection = new PlainProjection(evaluator, rows) { Missing = missing ?? Fault.Schema };
        var operand = projection.Evaluate(where);
        if (operand.Rows is RowExpression<byte> { Elements.Type: RayType.B8, IsConstant: false } condition)
        {
            var chosen = rows.Choose(Selections.Rows(evaluator.Budget, evaluator.Workers, condition, rows.Count));
            evaluator.Explanation?.Add($"where: {condition.Describe(evaluator.Symbols)} by blocks, {chosen.Count} rows");
            return chosen;
        }

        var left = Filter(evaluator, rows, projection.ToValue(operand));
        evaluator.Explanation?.Add($"where: {ExpressionText.Of(where, evaluator.Symbols)} as a whole, {left.Count} rows");
        return left;
    }

    private static QueryRows Filter(Evaluator evaluator, QueryRows rows, Value value)
    {
        switch (value)
        {
            case { Column: Column<byte> { Elements.Type: RayType.B8 } mask }:
                if (mask.Count == 1)
                    return mask.Span[0] != 0 ? rows : rows.Choose([]);
                if (mask.Count != rows.Count)
                    throw Fault.Length($"where: WHERE mask length {mask.Count} does not match row count {rows.Count}");
                return rows.Choose(Selections.Rows(
                    evaluator.Budget, evaluator.Workers, new ColumnExpression<byte>(mask, "mask"), mask.Count));
            case { Column: not null } or { IsAtom: false }:
                throw Fault.Type($"where: WHERE must produce a bool mask or truthy scalar, got {TypeNames.Of(value)}");
            case { Scalar: null or { IsNumeric: false } }:
                throw Fault.Type($"where: a scalar predicate must be boolean or numeric, got {TypeNames.Of(value)}");
            default:
                return Truth.Of(value) ? rows : rows.Choose([]);
        }
    }

    private Explanation.Level? Open(TableValue table) =>
        evaluator.Explanation?.Open($"select from {table.RowCount} rows of {table.Columns.Length} columns");

    private TableValue Plain(QueryRows rows, bool isEmpty)
    {
        var take = clauses.Nearest is null ? TakeClause.Of(evaluator, clauses.Take) : null;
        if (clauses.Outputs.Length == 0)
        {
            var all = All(Ordered(rows, take));
            return take is null ? all : WithMarks(all, rows.Chosen is not null && IsCutFilter(take.Value) ? NullMark.No : NullMark.IfAny);
        }

        var projection = new PlainProjection(evaluator, rows);
        var outputs = new (int Name, Operand Operand)[clauses.Outputs.Length];
        var lazy = true;
        for (var i = 0; i < outputs.Length; i++)
        {
            var operand = projection.Evaluate(clauses.Outputs[i].Expression);
            lazy &= operand.Rows is not null;
            Explain(clauses.Outputs[i], operand);
            outputs[i] = (clauses.Outputs[i].Name, operand);
            projection.Add(clauses.Outputs[i].Name, operand);
        }

        // The rows can be sorted by outputs that native makes first, and by what stands beside them.
        var isMadeFirst = Array.Exists(clauses.Outputs, output => output.Expression.IsMadeFirst);
        Column? Key(int name, Func<int, Column> made) =>
            isMadeFirst && Array.FindLastIndex(outputs, output => output.Name == name) is >= 0 and var output
                ? made(output)
                : rows.Column(name);
        if (lazy && (clauses.Order.Length > 0 || take is not null))
        {
            // What is computed row by row is computed for the rows that are left at the end alone.
            var order = Places(rows, take, name => Key(name, output => projection.ToValue(outputs[output].Operand).Column!));
            return WithMarks(Table(Array.ConvertAll(outputs, output =>
                (output.Name, output.Operand.Rows!.ToColumn(Budget, evaluator.Workers, order)))));
        }

        var columns = Even(projection, outputs, rows.Count, isEmpty);
        if (clauses.Order.Length > 0)
        {
            if (Array.TrueForAll(outputs, output => output.Operand.Kind == OperandKind.Aggregate))
                return OfOneRow(rows, Table(columns), take);
            if (columns[0].Column.Count != rows.Count)
                return Sorted(Table(columns), take);
            var order = Places(rows, take, name => Key(name, output => columns[output].Column));
            return Table(Array.ConvertAll(columns, column => (column.Name, Gather(column.Column, order.Span))));
        }

        if (take is { } some && !Array.Exists(clauses.Outputs, output => CountsDifferent(output.Expression)))
            return WithMarks(some.Of(Table(columns)));
        return rows.Count == rows.Table.RowCount || Array.TrueForAll(outputs, output => output.Operand.Kind == OperandKind.Aggregate)
            ? Table(columns)
            : WithMarks(Table(columns));
    }

    /// <summary>Whether an output counts different values: native neither sorts nor cuts the table of it.</summary>
    private static bool CountsDifferent(QueryExpression output) => output is BuiltinCall
    {
        Builtin.Name: "count", Arguments: [BuiltinCall { Builtin.Name: "distinct" }],
    };

    /// <summary>Whether native cuts rows while it chooses them, and then marks no texts.</summary>
    private bool IsCutFilter(TakeClause take) =>
        take is { Offset: 0, IsRange: false } && clauses.Order.Length == 0
        && clauses.Where is { } where && !Asks(where, "within");

    /// <summary>Whether an expression calls a builtin.</summary>
    private static bool Asks(QueryExpression expression, string name) => expression is BuiltinCall call
        && (call.Builtin.Name == name || Array.Exists(call.Arguments, argument => Asks(argument, name)));

    /// <summary>A part of a table, whose texts and symbols are marked anew: by what they hold.</summary>
    private static TableValue WithMarks(TableValue table, NullMark mark = NullMark.IfAny) => new(
        table.Names.ToArray(),
        Array.ConvertAll(table.Columns.ToArray(), column =>
            column.Elements.Type is RayType.Symbol or RayType.String ? column.Marked(mark) : column));

    /// <summary>
    /// What native makes of a table of one row that is to be sorted: nothing where its outputs are aggregates alone, the
    /// table where one of them counts different values, and otherwise the row again for each row of the source.
    /// </summary>
    private TableValue OfOneRow(QueryRows rows, TableValue table, TakeClause? take)
    {
        if (Array.Exists(clauses.Outputs, output => CountsDifferent(output.Expression) || IsOfKeys(output.Expression)))
            return table;
        if (Array.TrueForAll(clauses.Outputs, output => output.Expression is BuiltinCall { Builtin.Aggregate: not null })
            || !Array.TrueForAll(clauses.Order, key => rows.Table.IndexOf(key.Name) >= 0))
            throw Fault.NotYet("select: a table of one row cannot be sorted by a column");
        var count = take is { } cut ? cut.Range(rows.Count).Count : rows.Count;
        return Table([.. Enumerable.Range(0, table.Names.Length).Select(i => (table.Names[i], table.Columns[i].Gather(new int[count])))]);
    }

    /// <summary>Whether an output is the correlation of the column by which the table is to be sorted: native does not sort it.</summary>
    private bool IsOfKeys(QueryExpression output) => output is BuiltinCall { Builtin.Name: "pearson_corr" } call
        && clauses.Order is [var key] && (call.Arguments[0] as Reference)?.Name == key.Name;

    /// <summary>The outputs as columns of one length.</summary>
    private (int Name, Column Column)[] Even(
        PlainProjection projection, (int Name, Operand Operand)[] outputs, int count, bool isEmpty)
    {
        var columns = new (int Name, Column Column)[outputs.Length];
        var length = -1;
        for (var i = 0; i < outputs.Length; i++)
        {
            var operand = outputs[i].Operand;
            if (projection.ToValue(operand).Column is not { } column
                || (operand.Kind == OperandKind.Constant && (operand.IsCell || column is ListColumn)))
                continue;
            columns[i] = (outputs[i].Name, column);
            if (operand.Kind == OperandKind.Constant && length >= 0 && column.Count != length)
                throw Fault.Domain($"select: ragged columns (column {i} has {column.Count} rows, expected {length})");
            if (length >= 0 && column.Count != length)
                throw Fault.Length($"select: output column length {column.Count} does not match {length}");
            length = column.Count;
        }

        if (length < 0)
        {
            length = isEmpty || (count == 0 && AreOfNothing()) ? 0
                : Array.Exists(outputs, output => output.Operand.Kind == OperandKind.Aggregate) ? 1
                : count;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Column is not null)
                continue;
            var column = Repeat(outputs[i].Operand, length);
            columns[i] = (outputs[i].Name, IsModeOfSymbols(clauses.Outputs[i].Expression, column) ? column.Marked(NullMark.Yes) : column);
        }

        return columns;
    }

    /// <summary>Whether it is the most frequent symbol alone, which native marks.</summary>
    private static bool IsModeOfSymbols(QueryExpression expression, Column column) =>
        expression is BuiltinCall { Builtin.Name: "mode" } && column is { Count: 1, Elements.Type: RayType.Symbol };

    /// <summary>Whether native gives no row of no rows: where one of several plain aggregates is of two columns.</summary>
    private bool AreOfNothing() => Array.Exists(clauses.Outputs, output => output.Expression is BuiltinCall { IsOfPairs: true })
        && Array.TrueForAll(clauses.Outputs, output => output.Expression is BuiltinCall { Builtin.Aggregate: not null });

    private Column Repeat(Operand operand, int count)
    {
        var value = operand.Value;
        if (value.Function is Builtin)
            throw Fault.Domain("table add_col: column must be list/vector-like, got ?");
        var isLiteral = operand.Kind == OperandKind.Constant;
        var type = value.AtomType is { } atom && !(isLiteral && atom.Type == RayType.F32) ? atom : ElementTypes.List;
        return (ElementTypes.Find(type.Type) ?? type).Repeat(Budget, value, count);
    }

    private TableValue Grouped(QueryRows rows, GroupKeys by)
    {
        var take = TakeClause.Of(evaluator, clauses.Take);
        var keys = new GroupKeyColumns(evaluator, rows, by, Array.ConvertAll(clauses.Outputs, output => output.Name));
        var grouping = keys.Group();
        evaluator.Explanation?.Add(
            $"by: {string.Join(' ', keys.Columns.Select(key => evaluator.Symbols.Text(key.Name)))}, " +
            $"{grouping.Count} groups by {grouping.Means}");
        var columns = new List<(int Name, Column Column)>();
        var projection = new GroupedProjection(evaluator, rows, grouping)
        {
            Keys = by.IsDict ? keys.Columns : [],
        };
        var outputs = Array.FindAll(clauses.Outputs, output => !keys.IsKey(output.Expression));
        var computed = new List<(int Name, Operand Operand)>();
        var (counted, onePerGroup) = (outputs.Length > 0, true);
        foreach (var (name, expression) in outputs)
        {
            var operand = projection.Evaluate(expression);
            Explain((name, expression), operand);
            counted &= operand.Kind == OperandKind.Aggregate && GroupKeyColumns.Counts(expression);
            onePerGroup &= operand.Kind is OperandKind.Aggregate or OperandKind.Constant;
            computed.Add((name, operand));
            projection.Add(name, operand);
        }

        var keyColumns = keys.Of(grouping, outputs.Length, onePerGroup).ToList();
        if (outputs.Length == 0)
        {
            // Without outputs, the first row of each group.
            columns.AddRange(keyColumns);
            for (var i = 0; i < rows.Table.Names.Length && (rows.Count > 0 || !keys.AreHashed); i++)
            {
                var name = rows.Table.Names[i];
                if (!columns.Exists(column => column.Name == name))
                    columns.Add((name, keys.Mark(Gather(rows.Column(name)!, grouping.FirstRows))));
            }
        }
        else
        {
            // A key that is written as an output stands where it is written; one of strings is a list beside lists of groups.
            var listsKeys = !onePerGroup && keys.Columns[0].Column.Type == RayType.String;
            columns.AddRange(keyColumns.Where(column => listsKeys || !keys.IsWritten(clauses.Outputs, column.Name)));
            var next = 0;
            foreach (var (name, expression) in clauses.Outputs)
            {
                if (keys.IsKey(expression) && listsKeys)
                    columns.Add((name, projection.ToOutput(projection.Evaluate(expression))));
                else if (keys.IsKey(expression))
                    columns.AddRange(keyColumns.Where(column => column.Name == name));
                else
                {
                    var (output, operand) = computed[next++];
                    var column = projection.ToOutput(operand, isBesideLists: !onePerGroup);
                    columns.Add((output, keys.IsComputed && IsEnd(expression) && column.Type == RayType.Symbol ? column.Marked(NullMark.IfAny) : column));
                }
            }
        }

        var table = Table([.. columns]);
        if (counted && keys.AreCounted(table))
        {
            table = keys.Ascending(table);
            evaluator.Explanation?.Add("the groups in the order of their key");
        }
        else if (counted)
        {
            table = keys.ByNumber(table);
        }

        if (outputs.Length > 0 && onePerGroup && !Array.Exists(outputs, output => output.Expression is BuiltinCall { Builtin.Name: "top" or "bot" }))
            table = keys.AsInTable(table);

        return outputs.Length == 0 && table.RowCount == 0 ? table : Sorted(table, take);
    }

    private static bool IsEnd(QueryExpression expression) =>
        expression is BuiltinCall { Builtin.Name: "first" or "last" or "min" or "max" };

    /// <summary>A table in the order that is asked for, by columns of its own.</summary>
    private TableValue Sorted(TableValue table, TakeClause? take)
    {
        if (clauses.Order.Length == 0)
            return take is { } some ? WithMarks(some.Of(table)) : table;
        var order = Places(new QueryRows(table, null, Budget), take);
        // What is in order is left as it is; otherwise symbols are marked by what they hold.
        if (take is null && IsAscending(order.Span))
            return table;
        return WithMarks(Table(Array.ConvertAll(
            table.Names.ToArray(), name => (name, Gather(table.Find(name)!, order.Span)))));
    }

    private static bool IsAscending(ReadOnlySpan<int> places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] != i)
                return false;
        }

        return true;
    }

    /// <summary>Rows in the order that is asked for, as many as are.</summary>
    private QueryRows Ordered(QueryRows rows, TakeClause? take) =>
        clauses.Order.Length == 0 && take is null ? rows : rows.Choose(Places(rows, take).ToArray());

    /// <summary>The places of those of some rows that are left, in the order that is asked for.</summary>
    private ReadOnlyMemory<int> Places(QueryRows rows, TakeClause? take, Func<int, Column?>? find = null)
    {
        if (clauses.Order.Length == 0)
        {
            var (first, count) = take!.Value.Range(rows.Count);
            evaluator.Explanation?.Add($"take: {count} rows from row {first}");
            Budget.Charge(count, sizeof(int));
            var places = new int[count];
            for (var i = 0; i < count; i++)
                places[i] = first + i;
            return places;
        }

        var keys = new Column[clauses.Order.Length];
        var descending = new bool[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (find is null ? rows.Column(clauses.Order[i].Name) : find(clauses.Order[i].Name))
                ?? throw Fault.NotYet($"select: '{evaluator.Symbols.Text(clauses.Order[i].Name)}' is no column to sort by");
            descending[i] = clauses.Order[i].IsDescending;
        }

        if (take is { } some && some.Range(rows.Count) is var (start, length) && start + length < rows.Count)
        {
            evaluator.Explanation?.Add($"order: the first {start + length} of {rows.Count} rows by {OrderText()}");
            var top = Sorting.Top(Budget, evaluator.Workers, evaluator.Symbols, keys, descending, start + length);
            return top.AsMemory(start);
        }

        evaluator.Explanation?.Add($"order: {rows.Count} rows by {OrderText()}");
        var order = Sorting.Order(Budget, evaluator.Workers, evaluator.Symbols, keys, descending);
        return take is { } cut && cut.Range(order.Length) is var (from, most) ? order.AsMemory(from, most) : order;
    }

    private string OrderText() => string.Join(
        ' ', clauses.Order.Select(key => evaluator.Symbols.Text(key.Name) + (key.IsDescending ? " descending" : "")));

    private void Explain((int Name, QueryExpression Expression) output, Operand operand)
    {
        if (evaluator.Explanation is not { } explanation)
            return;
        var text = operand.Rows?.Describe(evaluator.Symbols) ?? ExpressionText.Of(output.Expression, evaluator.Symbols);
        explanation.Add(output.Name, $"{text}, {operand.Kind switch
        {
            OperandKind.Constant => "once",
            OperandKind.Rows => operand.Rows is null ? "a column" : "by blocks",
            OperandKind.Aggregate => clauses.By is null ? "one value" : "one value a group",
            _ => clauses.By is null ? "as a whole" : "as a whole for each group",
        }}");
    }

    private TableValue All(QueryRows rows)
    {
        if (rows.AreAll || rows.Chosen is not { } chosen)
            return rows.Table;
        foreach (var column in rows.Table.Columns)
            Budget.Charge(chosen.Length, column.Elements.Width);
        return new TableValue(rows.Table, chosen);
    }

    private static TableValue Table((int Name, Column Column)[] columns) => new(
        Array.ConvertAll(columns, column => column.Name), Array.ConvertAll(columns, column => column.Column));

    private Column Gather(Column column, ReadOnlySpan<int> rows)
    {
        Budget.Charge(rows.Length, column.Elements.Width);
        return column.Gather(rows);
    }
}
