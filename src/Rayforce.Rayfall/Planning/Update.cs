using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>A table with other values in some of its columns or rows, or with more columns.</summary>
internal sealed class Update(Evaluator evaluator, QueryClauses clauses)
{
    private Budget Budget => evaluator.Budget;

    public TableValue Run(TableValue table)
    {
        using var level = evaluator.Explanation?.Open($"update of {table.RowCount} rows of {table.Columns.Length} columns");
        var rows = new QueryRows(table, null, Budget);
        var chosen = clauses.Where is { } where ? Chosen(rows, where) : default(ReadOnlyMemory<int>?);
        if (clauses.By is { } by)
            return Grouped(rows, by);
        var names = new List<int>(table.Names.ToArray());
        var columns = new List<Column>(table.Columns.ToArray());
        var projection = new PlainProjection(evaluator, rows) { TakesWhole = true };
        foreach (var (name, expression) in clauses.Outputs)
        {
            var operand = projection.Evaluate(expression);
            var index = table.IndexOf(name);
            if (index < 0)
            {
                names.Add(name);
                var added = Repeated(projection.ToValue(operand), rows.Count, "new column");
                if (added is ListColumn && chosen is not null)
                    throw Fault.Type("update: a list cannot fill some rows of a new column");
                columns.Add(New(added, chosen));
                continue;
            }

            var target = table.Columns[index];
            if (operand is { Kind: OperandKind.Constant or OperandKind.Aggregate, Value.AtomType: { } literal } && !Takes(target.Elements, literal))
                throw CannotAssign(operand.Value, target);
            var value = Repeated(projection.ToValue(operand), rows.Count, "column");
            if (value is ListColumn && chosen is null)
            {
                columns[index] = value;
                continue;
            }

            if (target is not ListColumn && value.Elements.Type != target.Elements.Type
                && !(IsWide(target.Elements) && IsWide(value.Elements)))
                throw CannotAssign(value.Count > 0 ? value[0] : value.Elements.NullAtom, target);
            if (target.Elements.Type == RayType.F64 && value.Elements.Type == RayType.I64)
                value = Cast(value, target.Elements);
            columns[index] = chosen is { } some ? Overlay(target, Fit(value, target), some.Span) : value;
        }

        return new TableValue([.. names], [.. columns]);
    }

    /// <summary>The rows to change, where there is a condition: also where it holds for all of them.</summary>
    private ReadOnlyMemory<int> Chosen(QueryRows rows, QueryExpression where)
    {
        if (Select.Filter(evaluator, rows, where, Fault.Name).Chosen is { } chosen)
            return chosen;
        Budget.Charge(rows.Count, sizeof(int));
        return Enumerable.Range(0, rows.Count).ToArray();
    }

    private TableValue Grouped(QueryRows rows, GroupKeys by)
    {
        if (clauses.Where is not null)
            throw Fault.NotYet("update does not support `by:` together with `where:`");
        if (by.IsDict || by.Keys is not [{ Expression: Reference or Literal { Value.IsSymbol: true } } key])
            throw Fault.Type("update by: group key must be a column name symbol");
        if (rows.Column((key.Expression as Reference)?.Name ?? ((Literal)key.Expression).Value.SymbolId) is null)
            throw Fault.Domain("update by: group key column not found");
        var grouping = new GroupKeyColumns(evaluator, rows, by, []).Group();
        var projection = new GroupedProjection(evaluator, rows, grouping) { IsOfUpdate = true };
        var alone = new PlainProjection(evaluator, rows);
        var names = new List<int>(rows.Table.Names.ToArray());
        var columns = new List<Column>(rows.Table.Columns.ToArray());
        if (rows.Count == 0)
        {
            // As in native the columns stay as they are, and new ones are of integers.
            foreach (var (name, _) in clauses.Outputs)
            {
                if (names.Contains(name))
                    continue;
                names.Add(name);
                columns.Add(ElementTypes.I64.Empty);
            }

            return new TableValue([.. names], [.. columns]);
        }

        foreach (var (name, expression) in clauses.Outputs)
        {
            // What asks no other row is the same in any group.
            var column = expression is BuiltinCall or Choice && IsRowwise(expression)
                ? Repeated(alone.ToValue(alone.Evaluate(expression)), rows.Count, "column").Marked(NullMark.IfAny)
                : projection.ToRowOutput(projection.Evaluate(expression));
            if (names.IndexOf(name) is >= 0 and var index)
            {
                columns[index] = column;
            }
            else
            {
                names.Add(name);
                columns.Add(column);
            }
        }

        return new TableValue([.. names], [.. columns]);
    }

    /// <summary>Whether an expression is computed row by row of columns and literals.</summary>
    private static bool IsRowwise(QueryExpression expression) => expression switch
    {
        Reference or Literal => true,
        BuiltinCall { Builtin: { Rows: not null, Aggregate: null } builtin } call =>
            !builtin.Is(BuiltinTraits.Ordered) && !builtin.Is(BuiltinTraits.Whole) && Array.TrueForAll(call.Arguments, IsRowwise),
        Choice choice => IsRowwise(choice.Otherwise)
            && Array.TrueForAll(choice.Pairs, pair => IsRowwise(pair.Condition) && IsRowwise(pair.Branch)),
        _ => false,
    };

    private static bool Takes(ElementType target, ElementType literal) =>
        target.Type == RayType.List || target.Type == literal.Type
        || (target.Type == RayType.F64 && literal.Type == RayType.I64);

    private static RayfallException CannotAssign(Value value, Column target) =>
        Fault.Type($"update: cannot assign {TypeNames.Of(value)} value to {TypeNames.Of(new Value(target))} column");

    private Column Repeated(Value value, int count, string what)
    {
        if (value.Column is { Count: 1 } single and not ListColumn && count != 1)
            value = single[0];
        if (value.Column is { } column)
        {
            if (column.Count != count)
                throw Fault.Length($"update: {what} has {column.Count} values for {count} rows");
            return column;
        }

        if (value.IsUntypedNull)
            throw Fault.Length($"update: {what} has 0 values for {count} rows");
        var type = value.AtomType is { } atom ? ElementTypes.Find(atom.Type)! : ElementTypes.List;
        return type.Repeat(Budget, value, count);
    }

    /// <summary>A new column: null in the rows that are not chosen.</summary>
    private Column New(Column values, ReadOnlyMemory<int>? chosen)
    {
        if (chosen is not { } rows)
            return values;
        Budget.Charge(values.Count, sizeof(int));
        var places = new int[values.Count];
        Array.Fill(places, -1);
        foreach (var block in new Blocks(Budget, 0, rows.Length))
        {
            foreach (var row in rows.Span[block])
                places[row] = row;
        }

        Budget.Charge(values.Count, values.Elements.Width);
        var column = values.Gather(places);
        return values.HasNulls ? column.Marked(NullMark.Yes) : column;
    }

    /// <summary>Computed values as a column of the type of the one that they go into.</summary>
    private Column Fit(Column values, Column target) =>
        values.Elements.Type == target.Elements.Type || target is ListColumn ? values : Cast(values, target.Elements);

    /// <summary>Whether computed numbers of the type may go into a column of another such type.</summary>
    private static bool IsWide(ElementType type) => type.Type is RayType.I32 or RayType.I64 or RayType.F64;

    private Column Cast(Column values, ElementType type) =>
        Conversions.To(RowExpressions.Of(values)!, type).ToColumn(Budget, evaluator.Workers, values.Count);

    /// <summary>A column with the values of another in some rows.</summary>
    private Column Overlay(Column column, Column values, ReadOnlySpan<int> rows)
    {
        Budget.Charge(column.Count, sizeof(int));
        var places = new int[column.Count];
        foreach (var block in new Blocks(Budget, 0, places.Length))
        {
            for (var i = block.Start.Value; i < block.End.Value; i++)
                places[i] = i;
        }

        foreach (var block in new Blocks(Budget, 0, rows.Length))
        {
            foreach (var row in rows[block])
                places[row] = column.Count + row;
        }

        Budget.Charge(column.Count, column.Elements.Width);
        return column.Elements.Concat(Budget, [column, values]).Gather(places);
    }
}
