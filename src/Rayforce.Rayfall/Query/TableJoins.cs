namespace Rayforce.Rayfall;

/// <summary>Joins of two tables: the columns of the left one, and those of the right one that are no keys.</summary>
internal static class TableJoins
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Variadic("inner-join", (evaluation, arguments) => Join(evaluation, arguments, keepsAll: false));
        table.Variadic("left-join", (evaluation, arguments) => Join(evaluation, arguments, keepsAll: true));
        table.Variadic("asof-join", AsofJoin);
        WindowJoin.Register(table);
    }

    /// <summary>The names of the key columns.</summary>
    public static RaySymbol[] Names(RayObject keys, string verb) => Vectors.IsCollection(keys)
        ? Array.ConvertAll(Concatenation.Items(keys), key => key as RaySymbol ?? throw NoKeys(keys, verb))
        : throw NoKeys(keys, verb);

    /// <summary>Both tables.</summary>
    public static (RayTable Left, RayTable Right) Tables(RayObject left, RayObject right, string verb) =>
        left is RayTable l && right is RayTable r
            ? (l, r)
            : throw Fault.Type($"{verb}: both operands must be tables, got {TypeNames.Of(left, right)}");

    private static RayfallException NoKeys(RayObject keys, string verb) =>
        Fault.Type($"{verb}: keys must be a symbol list, got {TypeNames.Of(keys)}");

    private static RayTable Join(Evaluation evaluation, ReadOnlySpan<RayObject> arguments, bool keepsAll)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"join: expects left table, right table and keys, got {arguments.Length} args");
        var names = Names(arguments[0], "join");
        var (left, right) = Tables(arguments[1], arguments[2], "join");
        if (names.Length == 0)
            throw Fault.Domain("join: requires at least 1 key, got 0");
        var matches = JoinKeys.Of(evaluation, left, right, names).Match(Vectors.Indices(0, right.RowCount));

        var count = 0L;
        for (var row = 0; row < left.RowCount; row++)
        {
            var (start, end) = matches.Of(row);
            count += keepsAll ? Math.Max(end - start, 1) : end - start;
        }

        evaluation.Budget.Charge(count, RayType.I64);
        var (leftRows, rightRows) = (new int[count], new int[count]);
        for (int row = 0, filled = 0; row < left.RowCount; row++)
        {
            var (start, end) = matches.Of(row);
            // As on native, the last of the right rows comes first.
            for (var match = end - 1; match >= start; match--)
                (leftRows[filled], rightRows[filled++]) = (row, matches.Rows[match]);
            if (start == end && keepsAll)
                (leftRows[filled], rightRows[filled++]) = (row, -1);
        }

        return Combine(evaluation, (RayTable)Collections.Pick(evaluation, left, leftRows), right, names, rightRows);
    }

    /// <summary>Beside each left row the last right row of its key that is not later.</summary>
    private static RayTable AsofJoin(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        const string verb = "asof-join";
        if (arguments.Length != 3)
            throw Fault.Arity($"{verb}: expects keys, left table and right table, got {arguments.Length} args");
        if (!Vectors.IsCollection(arguments[0]) || Names(arguments[0], verb) is not { Length: > 0 } names)
            throw Fault.Domain($"{verb}: keys must be a non-empty symbol list");
        var (left, right) = Tables(arguments[1], arguments[2], verb);
        foreach (var name in names)
        {
            if (left.IndexOf(name.Utf8) < 0 || right.IndexOf(name.Utf8) < 0)
                throw new RayfallException("schema", $"{verb}: key column '{name.Name}' is not in both tables");
        }

        var leftTimes = JoinTimes.Read(evaluation, left.Find(names[^1].Utf8)!, verb);
        var rightTimes = JoinTimes.Read(evaluation, right.Find(names[^1].Utf8)!, verb);
        var matches = JoinKeys.Of(evaluation, left, right, names[..^1]).Match(JoinTimes.Order(evaluation, rightTimes));
        evaluation.Budget.Charge(left.RowCount, RayType.I32);
        var rows = new int[left.RowCount];
        for (var row = 0; row < rows.Length; row++)
        {
            if (row % Blocks.Size == 0)
                evaluation.Budget.Check();
            var range = matches.Of(row);
            var behind = JoinTimes.Find(rightTimes, matches.Rows, range, leftTimes[row], later: true);
            rows[row] = behind > range.Start ? matches.Rows[behind - 1] : -1;
        }

        return Combine(evaluation, left, right, names, rows);
    }

    /// <summary>
    /// The columns of the left table, and of the right one those that are no keys, at the given rows.
    /// </summary>
    private static RayTable Combine(
        Evaluation evaluation, RayTable left, RayTable right, RaySymbol[] keys, int[] rightRows)
    {
        var names = Concatenation.Items(left.Names).Cast<RaySymbol>().ToList();
        var columns = left.Columns.ToList();
        for (var i = 0; i < right.Columns.Count; i++)
        {
            var name = new RaySymbol(right.Names.GetUtf8(i));
            if (Array.Exists(keys, key => key.Utf8.SequenceEqual(name.Utf8)))
                continue;
            names.Add(name);
            columns.Add(Gather(evaluation, right.Columns[i], rightRows));
        }

        return Queries.Build(names, [.. columns]);
    }

    /// <summary>The elements at the rows, the null where there is no row: in a list the one without a type.</summary>
    private static RayObject Gather(Evaluation evaluation, RayObject column, int[] rows)
    {
        if (column is not RayList list)
            return Collections.Pick(evaluation, column, rows);
        evaluation.Budget.Charge(rows.Length, RayType.List);
        return RayList.Wrap(Array.ConvertAll(rows, row => row < 0 ? RayNull.Instance : list[row]));
    }
}
