using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>
/// INSERT. Its rows become columns, of the types that the table's have: only the server knows them, so it makes them.
/// </summary>
internal sealed class InsertTranslator(SqlContext context)
{
    private readonly List<RayExpression> _checks = [];

    /// <summary>The insert, whose reply is how many rows it adds or replaces.</summary>
    public RayQuery Translate(SqlCommand.Insert insert)
    {
        if (insert.Columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw context.Refuse(insert.Position, $"The column '{twice.Key}' comes twice");
        if (insert.Query is { } query)
            return OfQuery(insert, query);
        var columns = ColumnsOf(insert);
        var count = insert.Rows.Count;
        if (insert.Conflict is { } conflict)
            return OfConflict(insert, conflict, Rows(insert, columns), count);
        var target = Symbol(insert.Table);
        if (insert.Columns.Count == 0)
            return Counted(count, Call("insert", target, Call("list", columns)));
        // A row alone may leave columns out; so may rows, one by one.
        return Counted(count, Call(
            Lambda(
                ["rows"],
                If(
                    Call("==", Call("count", Call("cols", Column(insert.Table))), insert.Columns.Count),
                    Call("insert", target, Column("rows")),
                    Call(
                        "map",
                        // Written out, a function sees the names around it.
                        Call(
                            "fn",
                            Value(new RaySymbolVector("row")),
                            Call("insert", target, Call("at", Column("rows"), Column("row")))),
                        Call("til", Call("count", Column("rows")))))),
            Rows(insert, columns)));
    }

    private RayQuery OfQuery(SqlCommand.Insert insert, SqlSelect query)
    {
        if (insert.Conflict is { } conflict)
            throw context.Refuse(conflict.Position, "ON CONFLICT goes with VALUES");
        if (insert.Columns.Count == 0)
            throw context.Refuse(insert.Position, "INSERT of a query names the columns that it fills");
        var (table, names) = new SelectTranslator(context).Translate(query);
        if (names?.Count != insert.Columns.Count)
            throw context.Refuse(query.Position, $"The query has to name {insert.Columns.Count} columns");
        TableQuery rows = Table(table).Select(
            [.. insert.Columns.Select((column, i) => Column(names[i]).As(column))]);
        return Call(
            Lambda(
                ["rows"],
                new CountedChange([], Call("count", Column("rows")), Call("insert", Symbol(insert.Table), Column("rows")))),
            rows);
    }

    private RayQuery OfConflict(SqlCommand.Insert insert, SqlConflict conflict, RayExpression rows, int count)
    {
        if (insert.Columns.Count == 0)
            throw context.Refuse(insert.Position, "ON CONFLICT goes with the names of the columns");
        if (conflict.Keys.FirstOrDefault(key => !insert.Columns.Contains(key)) is { } missing)
            throw context.Refuse(conflict.Position, $"The key '{missing}' is not among the columns that are inserted");
        var target = Symbol(insert.Table);
        if (!conflict.DoesUpdate)
        {
            if (count > 1)
                throw context.Refuse(conflict.Position, "DO NOTHING goes with one row: among several, two may be the same");
            return Call(
                Lambda(
                    ["rows"],
                    new CountedChange([], Call("count", Column("rows")), Call("insert", target, Column("rows")))),
                Call("anti-join", Value(new RaySymbolVector([.. conflict.Keys])), rows, Column(insert.Table)));
        }

        ThrowUnlessWhole(insert, conflict);
        if (conflict.Keys.Count == 1)
            return Counted(count, Call("upsert", target, Symbol(conflict.Keys[0]), rows));
        // A server takes several keys by their number: they are the first columns of the table.
        _checks.Add(If(
            Call("all", Call(
                "==",
                Call("take", Call("cols", Column(insert.Table)), conflict.Keys.Count),
                Value(new RaySymbolVector([.. conflict.Keys])))),
            0,
            Call("raise", $"The keys {string.Join(", ", conflict.Keys)} are not the first columns of the table")));
        return Counted(count, Call("upsert", target, conflict.Keys.Count, rows));
    }

    /// <summary>An upsert gives a row every value that is inserted.</summary>
    private void ThrowUnlessWhole(SqlCommand.Insert insert, SqlConflict conflict)
    {
        if (conflict.Assignments.Count == 0)
            return;
        var other = conflict.Assignments.FirstOrDefault(one => one.Value is not SqlExpression.Column column
            || column.Table?.ToUpperInvariant() != "EXCLUDED" || column.Name != one.Column);
        if (other is not null)
            throw context.Refuse(other.Position, "DO UPDATE sets each column to the value that is inserted: excluded.column");
        if (insert.Columns.Except(conflict.Keys).FirstOrDefault(
            column => conflict.Assignments.All(one => one.Column != column)) is { } left)
        {
            throw context.Refuse(conflict.Position, $"DO UPDATE sets every column that is inserted, '{left}' too");
        }
    }

    private CountedChange Counted(int count, RayExpression change) => new(_checks, count, change);

    private static RayExpression Rows(SqlCommand.Insert insert, RayExpression[] columns) =>
        Call("table", Value(new RaySymbolVector([.. insert.Columns])), Call("list", columns));

    /// <summary>The rows column by column.</summary>
    private RayExpression[] ColumnsOf(SqlCommand.Insert insert)
    {
        var width = insert.Columns.Count > 0 ? insert.Columns.Count : insert.Rows[0].Count;
        foreach (var row in insert.Rows)
        {
            if (row.Count != width)
                throw context.Refuse(row[0].Position, $"The row has {row.Count} values, not {width}");
        }

        return [.. Enumerable.Range(0, width).Select(place => ColumnOf(insert, place))];
    }

    private RayExpression ColumnOf(SqlCommand.Insert insert, int place)
    {
        var constants = new ExpressionTranslator(context, new TableScope(null, []), new SqlQueries(context));
        var values = new List<RayObject?>();
        foreach (var row in insert.Rows)
        {
            var value = constants.Constant(row[place]);
            if (value is null && !constants.IsNull(row[place]))
                throw context.Refuse(row[place].Position, "A row to insert has constants and parameters");
            values.Add(value);
        }

        var vector = SqlVectors.Of(values, mixes: true)
            ?? throw context.Refuse(insert.Rows[0][place].Position, "The values of a column are of one type");
        var (type, name) = insert.Columns.Count > 0
            ? (SqlColumns.TypeOf(insert.Table, insert.Columns[place]), insert.Columns[place])
            : (SqlColumns.TypeOf(insert.Table, place), $"{place + 1}");
        if (values.Contains(null))
            _checks.Add(SqlColumns.HasNulls(type, name));
        // Numbers go into columns of numbers by themselves, and are refused where they do not fit.
        return vector is RaySymbolVector || values.TrueForAll(value => value is null)
            ? Call("as", type, Value(vector))
            : Value(vector);
    }
}
