using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Two tables beside each other, by the keys of their rows.</summary>
internal static class Joins
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Variadic, "inner-join", "The rows of two tables whose keys match, beside each other.")
        {
            Body = (evaluator, arguments) => Beside(evaluator, arguments, keepsUnmatched: false),
        },
        new(RayType.Variadic, "left-join", "The rows of a table beside those of another whose keys match, or nulls.")
        {
            Body = (evaluator, arguments) => Beside(evaluator, arguments, keepsUnmatched: true),
        },
        new(RayType.Variadic, "full-join", "As left-join, and then the rows of the other table that match none.")
        {
            Body = Full,
        },
        new(RayType.Variadic, "anti-join", "The rows of a table whose keys match none of another.") { Body = Anti },
        new(RayType.Variadic, "asof-join", "The rows of a table beside those of another that prevail at their times.")
        {
            Body = (evaluator, arguments) => arguments.Length == 3
                ? AsOfJoin(evaluator, arguments[0], arguments[1], arguments[2])
                : throw Fault.Arity(
                    $"asof-join: expects keys, left table and right table, got {arguments.Length} args"),
        },
    ];

    /// <summary>Beside each left row the right one of its key that prevails at its time; the last key is the time.</summary>
    public static Value AsOfJoin(Evaluator evaluator, Value keyNames, Value leftTable, Value rightTable)
    {
        if (keyNames.Column is not Column<int> { Count: > 0, Type: RayType.Symbol } names)
        {
            throw keyNames.Column is { Count: > 0 } || (keyNames.Column is null && !keyNames.IsSymbol)
                ? Fault.Type("asof-join: keys must be a non-empty symbol list")
                : Fault.Domain("asof-join: keys must be a non-empty symbol list");
        }

        if (leftTable.Table is not { } left || rightTable.Table is not { } right)
        {
            throw Fault.Type(
                $"asof-join: both operands must be tables, got {TypeNames.Of(leftTable, rightTable)}");
        }

        var join = new Join(left, right, names.Span.ToArray());
        for (var i = 0; i < join.LeftKeys.Length; i++)
        {
            if (join.LeftKeys[i] is null || join.RightKeys[i] is null)
            {
                throw i == join.LeftKeys.Length - 1
                    ? Fault.Schema(evaluator.Symbols.Text(names.Span[i]))
                    : Fault.NotYet($"asof-join: no key column '{evaluator.Symbols.Text(names.Span[i])}' in both tables");
            }
        }

        Explain(evaluator, join, names.Count == 1 ? "by time" : "by time among equal keys");
        var matches = AsOfRows(evaluator, join);
        return Merge(evaluator, join, null, matches);
    }

    private static int[] AsOfRows(Evaluator evaluator, Join join)
    {
        var budget = evaluator.Budget;
        var (leftTimes, rightTimes) = (join.LeftKeys[^1]!, join.RightKeys[^1]!);
        var rows = leftTimes.Count;
        var keys = LargeArray.AllocateCleared<int>(rows + rightTimes.Count);
        var count = 1;
        if (join.LeftKeys.Length > 1)
        {
            for (var i = 0; i < join.LeftKeys.Length - 1; i++)
                RequireEquality(join.LeftKeys[i]!, join.RightKeys[i]!);
            var numbered = JoinKeys.Of(evaluator, join.LeftKeys.AsSpan()[..^1]!, join.RightKeys.AsSpan()[..^1]!);
            numbered.Numbers.Span.CopyTo(keys);
            count = numbered.Count;
        }

        // Nulls match nothing here.
        for (var i = 0; i < join.LeftKeys.Length; i++)
        {
            Exclude(join.LeftKeys[i]!, keys.AsSpan(0, rows));
            Exclude(join.RightKeys[i]!, keys.AsSpan(rows));
        }

        if (leftTimes.Elements.IsFloat || rightTimes.Elements.IsFloat)
        {
            return Matching.Widen(RowExpressions.Of(leftTimes)!, ElementTypes.F64) is { } left &&
                Matching.Widen(RowExpressions.Of(rightTimes)!, ElementTypes.F64) is { } right
                ? Match<double>(evaluator, keys, count, Of(left, rows), Of(right, rightTimes.Count))
                : None(rows);
        }

        if (leftTimes.Type != rightTimes.Type)
            return None(rows);
        return leftTimes switch
        {
            Column<byte> => Match<byte>(evaluator, keys, count, leftTimes, rightTimes),
            Column<short> => Match<short>(evaluator, keys, count, leftTimes, rightTimes),
            Column<int> => Match<int>(evaluator, keys, count, leftTimes, rightTimes),
            Column<long> => Match<long>(evaluator, keys, count, leftTimes, rightTimes),
            _ => throw Fault.NotYet($"asof-join: time column type {TypeNames.Of(leftTimes)} is not supported"),
        };

        Column Of(RowExpression<double> times, int length) => times.ToColumn(budget, evaluator.Workers, length);
    }

    private static int[] Match<T>(Evaluator evaluator, int[] keys, int count, Column left, Column right)
        where T : unmanaged, INumber<T>
    {
        var budget = evaluator.Budget;
        var times = (Column<T>)left.Elements.Concat(budget, [left, right]);
        return AsOf.Match(
            budget, keys, count, times.Span, OrderOf<T>(evaluator, left), OrderOf<T>(evaluator, right), left.Count);
    }

    /// <summary>The rows in the order of their times; nothing where they lie so.</summary>
    private static int[] OrderOf<T>(Evaluator evaluator, Column times)
        where T : unmanaged, INumber<T>
    {
        var span = ((Column<T>)times).Span;
        var row = 1;
        while (row < span.Length && span[row - 1] <= span[row])
            row++;
        return row >= span.Length
            ? []
            : Sorting.Order(evaluator.Budget, evaluator.Workers, evaluator.Symbols, [times], [false]);
    }

    private static int[] None(int rows)
    {
        var none = LargeArray.AllocateCleared<int>(rows);
        none.AsSpan().Fill(-1);
        return none;
    }

    private static void RequireEquality(Column left, Column right)
    {
        foreach (var column in (ReadOnlySpan<Column>)[left, right])
        {
            if (!column.Elements.IsScalar || column.Elements.IsFloat)
            {
                throw Fault.NotYet(
                    $"asof-join: equality key column types {TypeNames.Of(left, right)} are not supported");
            }
        }
    }

    private static void Exclude(Column column, Span<int> keys)
    {
        if (!column.HasNulls)
            return;
        for (var i = 0; i < keys.Length; i++)
        {
            if (column.IsNull(i))
                keys[i] = -1;
        }
    }

    private static TableValue Beside(Evaluator evaluator, ReadOnlySpan<Value> arguments, bool keepsUnmatched)
    {
        var join = Read(evaluator, arguments);
        var (left, right) = join.Match(evaluator).Pairs(keepsUnmatched);
        return Merge(evaluator, join, left, right);
    }

    private static Value Anti(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var join = Read(evaluator, arguments);
        var rows = join.Match(evaluator).UnmatchedLeft();
        return new TableValue(
            join.Left.Names.ToArray(), TableRows.Gather(evaluator, join.Left.Columns, rows));
    }

    private static Value Full(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var join = Read(evaluator, arguments);
        var matches = join.Match(evaluator);
        var (left, right) = matches.Pairs(keepsUnmatched: true);
        var more = matches.UnmatchedRight();
        var upper = Merge(evaluator, join, left, right);
        if (more.Length == 0)
            return upper;

        // Below stand the right rows that match none: their keys, nulls, and their own columns.
        var lower = Merge(evaluator, join, None(more.Length), more);
        var columns = upper.Columns.ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            var below = lower.Columns[i];
            var isKey = false;
            if (i < join.Left.Columns.Length && join.IndexOfKey(join.Left.Names[i]) is >= 0 and var key &&
                ReferenceEquals(join.LeftKeys[key], join.Left.Columns[i]))
            {
                below = KeyOf(evaluator, join.LeftKeys[key]!, join.RightKeys[key]!.Gather(more));
                isKey = true;
            }

            columns[i] = columns[i].Elements.Concat(evaluator.Budget, [columns[i], below]);

            // Native fills the keys in after it has marked them for the nulls that stood there.
            columns[i] = isKey && columns[i].Elements.HasNull ? columns[i].Marked(NullMark.Yes) : columns[i].Marked(NullMark.IfAny);
        }

        return new TableValue(upper.Names.ToArray(), columns);
    }

    /// <summary>Keys of the right table as elements of the left one's type.</summary>
    private static Column KeyOf(Evaluator evaluator, Column left, Column right)
    {
        if (left.Type == right.Type)
            return right;
        var expression = RowExpressions.Of(right);
        Column? converted = (left, expression) switch
        {
            (_, null) => null,
            (Column<byte> c, _) => To(c.Elements),
            (Column<short> c, _) => To(c.Elements),
            (Column<int> { Type: not RayType.Symbol } c, _) => To(c.Elements),
            (Column<long> c, _) => To(c.Elements),
            (Column<float> c, _) => To(c.Elements),
            (Column<double> c, _) => To(c.Elements),
            _ => null,
        };
        return converted ?? throw Fault.Type($"full-join: key column types {TypeNames.Of(left, right)} do not match");

        Column? To<T>(ElementType<T> elements)
            where T : unmanaged, INumber<T> =>
            Matching.Widen(expression!, elements)?.ToColumn(evaluator.Budget, evaluator.Workers, right.Count);
    }

    /// <summary>The left columns of some rows, and beside them the right ones but the keys.</summary>
    /// <param name="evaluator">Who evaluates.</param>
    /// <param name="join">What is joined.</param>
    /// <param name="leftRows">The left rows; nothing for all as they are.</param>
    /// <param name="rightRows">As many right rows, negative for nulls.</param>
    private static TableValue Merge(Evaluator evaluator, Join join, int[]? leftRows, int[] rightRows)
    {
        var names = new List<int>(join.Left.Names.ToArray());
        var columns = new List<Column>();
        for (var i = 0; i < join.Right.Columns.Length; i++)
        {
            if (join.IndexOfKey(join.Right.Names[i]) >= 0)
                continue;
            names.Add(join.Right.Names[i]);
            columns.Add(join.Right.Columns[i]);
        }

        var left = leftRows is null
            ? join.Left.Columns.ToArray()
            : TableRows.Gather(evaluator, join.Left.Columns, leftRows);
        var right = TableRows.Gather(evaluator, columns.ToArray(), rightRows);
        return new TableValue([.. names], [.. left, .. right]);
    }

    private static Join Read(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"join: expects left table, right table and keys, got {arguments.Length} args");

        // The keys come first or last.
        var keys = arguments[0].Table is null ? arguments[0] : arguments[2];
        var tables = arguments[0].Table is null ? arguments[1..] : arguments[..2];
        if (tables[0].Table is not { } left || tables[1].Table is not { } right)
            throw Fault.Type($"join: both operands must be tables, got {TypeNames.Of(tables[0], tables[1])}");
        if (keys.Column is not { } names)
            throw Fault.Type($"join: keys must be a symbol list, got {TypeNames.Of(keys)}");
        if (names.Count == 0)
            throw Fault.Domain("join: requires at least 1 key, got 0");
        var symbols = new int[names.Count];
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i] = names[i].IsSymbol
                ? names[i].SymbolId
                : throw Fault.Type($"join: key must be a symbol name, got {TypeNames.Of(names[i])}");
        }

        var join = new Join(left, right, symbols);
        for (var i = 0; i < symbols.Length; i++)
        {
            if (join.LeftKeys[i] is null || join.RightKeys[i] is null)
            {
                var side = join.LeftKeys[i] is null ? "left" : "right";
                throw Fault.Domain($"join: key column '{evaluator.Symbols.Text(symbols[i])}' not found in {side} table");
            }

            if (join.LeftKeys[i]!.Type == RayType.String != (join.RightKeys[i]!.Type == RayType.String))
                throw Fault.Type("join: string key columns must have string type on both sides");
        }

        Explain(evaluator, join, "by equal keys");
        return join;
    }

    private static void Explain(Evaluator evaluator, Join join, string how) => evaluator.Explanation?.Add(
        $"join of {join.Left.RowCount} and {join.Right.RowCount} rows {how}");
}
