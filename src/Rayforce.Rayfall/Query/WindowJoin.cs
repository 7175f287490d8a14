namespace Rayforce.Rayfall;

/// <summary>
/// <c>window-join</c>: beside each left row, aggregates of the right rows of its key in a window of time. The window
/// begins with the row that prevails at its beginning, the last one that is not later; that of <c>window-join1</c>
/// holds only rows inside.
/// </summary>
internal static class WindowJoin
{
    private const string Verb = "window-join";

    public static void Register(BuiltinTable.Builder table)
    {
        table.Variadic(
            "window-join",
            (evaluation, arguments) => Run(evaluation, arguments, prevailing: true),
            BuiltinTraits.Special);
        table.Variadic(
            "window-join1",
            (evaluation, arguments) => Run(evaluation, arguments, prevailing: false),
            BuiltinTraits.Special);
    }

    private static RayTable Run(Evaluation evaluation, ReadOnlySpan<RayObject> forms, bool prevailing)
    {
        if (forms.Length != 5 || forms[4] is not RayDict { Keys: RaySymbolVector } aggregates)
        {
            throw Fault.Domain(
                $"{Verb}: expects keys, intervals, left and right tables and a dict of aggregates, " +
                $"got {forms.Length} args");
        }

        var keys = evaluation.Evaluate(forms[0]);
        var intervals = evaluation.Evaluate(forms[1]);
        var (left, right) = TableJoins.Tables(evaluation.Evaluate(forms[2]), evaluation.Evaluate(forms[3]), Verb);
        var names = TableJoins.Names(keys, Verb);
        if (names.Length < 2)
        {
            throw Fault.Domain(
                $"{Verb}: keys must contain at least one equality key plus a time key, got {names.Length}");
        }

        foreach (var name in names)
        {
            if (left.IndexOf(name.Utf8) < 0 || right.IndexOf(name.Utf8) < 0)
                throw Fault.Domain($"{Verb}: key column '{name.Name}' not found in both tables");
        }

        var times = JoinTimes.Read(evaluation, right.Find(names[^1].Utf8)!, Verb);
        var matches = JoinKeys.Of(evaluation, left, right, names[..^1]).Match(JoinTimes.Order(evaluation, times));
        var windows = Windows(evaluation, Bounds(evaluation, intervals, left.RowCount), times, matches, prevailing);

        var columnNames = Concatenation.Items(left.Names).Cast<RaySymbol>().ToList();
        var columns = left.Columns.ToList();
        var ordered = (RayTable)Collections.Pick(evaluation, right, matches.Rows);
        for (var i = 0; i < Vectors.Count(aggregates.Keys); i++)
        {
            columnNames.Add((RaySymbol)Vectors.At(aggregates.Keys, i));
            columns.Add(Aggregate(evaluation, ordered, Vectors.At(aggregates.Values, i), windows));
        }

        return Queries.Build(columnNames, [.. columns]);
    }

    /// <summary>The first and the last moment of each row's window.</summary>
    private static (long[] First, long[] Last) Bounds(Evaluation evaluation, RayObject intervals, int count)
    {
        if (intervals is not RayList { Count: 2 } list
            || Vectors.Count(list[0]) != count || Vectors.Count(list[1]) != count)
            throw Fault.Domain($"{Verb}: intervals must be [lo hi] vectors matching left row count");
        return (JoinTimes.Read(evaluation, list[0], Verb), JoinTimes.Read(evaluation, list[1], Verb));
    }

    /// <summary>Where the right rows in each window begin and end.</summary>
    private static (int Start, int End)[] Windows(
        Evaluation evaluation, (long[] First, long[] Last) bounds, long[] times, JoinMatches matches, bool prevailing)
    {
        evaluation.Budget.Charge(bounds.First.Length, RayType.I64);
        var windows = new (int Start, int End)[bounds.First.Length];
        for (var row = 0; row < windows.Length; row++)
        {
            if (row % Blocks.Size == 0)
                evaluation.Budget.Check();
            var range = matches.Of(row);
            var start = JoinTimes.Find(times, matches.Rows, range, bounds.First[row], later: prevailing);
            if (prevailing && start > range.Start)
                start--;
            var end = JoinTimes.Find(times, matches.Rows, range, bounds.Last[row], later: true);
            windows[row] = (start, Math.Max(start, end));
        }

        return windows;
    }

    private static RayObject Aggregate(
        Evaluation evaluation, RayTable right, RayObject form, (int Start, int End)[] windows)
    {
        if (form is not RayList { Count: 2 } call || evaluation.FindAggregate(form) is not { Unary: { } aggregate })
            throw Fault.Domain($"{Verb}: an aggregate of a column is expected, got {form.ToRayfall()}");
        var outer = evaluation.EnterScope(right);
        var column = evaluation.Evaluate(call[1]);
        evaluation.LeaveScope(outer);
        if (!Vectors.IsCollection(column) || Vectors.Count(column) != right.RowCount)
        {
            throw Fault.Length(
                $"{Verb}: an aggregate needs a column of {right.RowCount} rows, got {TypeNames.Of(column)}");
        }

        evaluation.Budget.Charge(windows.Length, RayType.List);
        var values = new RayObject[windows.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var (start, end) = windows[row];
            evaluation.Budget.Step(1 + ((end - start) / Blocks.Size));
            values[row] = aggregate(evaluation, Vectors.Slice(column, start, end - start));
        }

        return values.Length == 0
            ? Vectors.Empty(aggregate(evaluation, Vectors.Slice(column, 0, 0)).Type)
            : Vectors.Collapse(values);
    }
}
