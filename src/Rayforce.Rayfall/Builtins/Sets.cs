namespace Rayforce.Rayfall;

/// <summary>Membership, distinct values and groups.</summary>
internal static class Sets
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Unary("distinct", Distinct);
        table.Unary("group", Group);
        table.Binary("in", In);
        table.Binary("find", Find);
        table.Binary("except", Except);
        table.Binary("sect", Sect);
        table.Binary("union", Union);
        table.Binary("within", Within);
    }

    private static RayObject Distinct(Evaluation evaluation, RayObject value)
    {
        switch (value)
        {
            case RayString text:
                var seen = new HashSet<byte>();
                return new RayString([.. text.Utf8.ToArray().Where(seen.Add)]);
            case RayTable table:
                var rows = table.Columns.Count == 0 ? [] : Grouping.Of(evaluation, table.Columns.Span).FirstRows;
                return Collections.Pick(evaluation, table, rows);
            case RayTextVector or RayList or RayVector<RayGuid>:
                return Collections.Pick(evaluation, value, Grouping.Of(evaluation, value).FirstRows);
            case RayVector vector:
                // Numbers and temporals come out in order, as in native; the others as they first appear.
                var firsts = (RayVector)Collections.Pick(evaluation, vector, Grouping.Of(evaluation, vector).FirstRows);
                return Collections.Pick(evaluation, firsts, Ordering.Rows(evaluation, firsts, descending: false));
            default:
                throw Fault.Type($"distinct: argument must be a list, got {TypeNames.Of(value)}");
        }
    }

    private static RayDict Group(Evaluation evaluation, RayObject value)
    {
        if (!Vectors.IsCollection(value))
            throw Fault.Type($"group: argument must be a list, got {TypeNames.Of(value)}");
        if (Vectors.Count(value) == 0)
            return new RayDict(new RayList(), new RayList());
        var groups = Grouping.Of(evaluation, value);
        var rows = Array.ConvertAll<int[], RayObject>(
            groups.Rows(), group => RayVector<long>.Wrap(Array.ConvertAll(group, row => (long)row)));
        return new RayDict(Collections.Pick(evaluation, value, groups.FirstRows), RayList.Wrap(rows));
    }

    private static RayObject In(Evaluation evaluation, RayObject value, RayObject set)
    {
        if (value is RayString text && set is RayString letters)
            return RayVector<bool>.Wrap(Array.ConvertAll(text.Utf8.ToArray(), letter => letters.Utf8.Contains(letter)));
        if (ColumnMembership.Apply(evaluation, value, set) is { } mask)
            return mask;
        var members = new Members(evaluation, set);
        if (!Vectors.IsCollection(value))
            return Atoms.Bool(members.Contains(value));
        evaluation.Budget.Charge(Vectors.Count(value), RayType.B8);
        var result = new bool[Vectors.Count(value)];
        for (var i = 0; i < result.Length; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            result[i] = members.Contains(Vectors.At(value, i));
        }

        return RayVector<bool>.Wrap(result);
    }

    private static RayObject Find(Evaluation evaluation, RayObject source, RayObject value)
    {
        if (!Vectors.IsCollection(source))
            throw Fault.Type($"find: vec arg must be a list, got {TypeNames.Of(source)}");
        var members = new Members(evaluation, source);
        if (!Vectors.IsCollection(value))
            return members.IndexOf(value);
        evaluation.Budget.Charge(Vectors.Count(value), RayType.List);
        var found = new RayObject[Vectors.Count(value)];
        for (var i = 0; i < found.Length; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            found[i] = members.IndexOf(Vectors.At(value, i));
        }

        return Vectors.FromAtoms(RayType.I64, found);
    }

    private static RayObject Union(Evaluation evaluation, RayObject left, RayObject right)
    {
        RequireLists(left, right, "union");
        // What stands twice in one of them stays so.
        return Concatenation.Concat(evaluation, left, Keep(evaluation, right, left, present: false));
    }

    private static RayObject Except(Evaluation evaluation, RayObject left, RayObject right) =>
        Vectors.IsCollection(left)
            ? Keep(evaluation, left, right, present: false)
            : throw Fault.Type($"except: first arg must be a list, got {TypeNames.Of(left)}");

    private static RayObject Sect(Evaluation evaluation, RayObject left, RayObject right)
    {
        RequireLists(left, right, "sect");
        return Keep(evaluation, left, right, present: true);
    }

    private static void RequireLists(RayObject left, RayObject right, string name)
    {
        if (!Vectors.IsCollection(left) || !Vectors.IsCollection(right))
            throw Fault.Type($"{name}: both args must be lists, got {TypeNames.Of(left, right)}");
    }

    private static RayObject Keep(Evaluation evaluation, RayObject left, RayObject right, bool present)
    {
        var members = new Members(evaluation, right);
        var kept = new List<int>();
        for (var i = 0; i < Vectors.Count(left); i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            if (members.Contains(Vectors.At(left, i)) == present)
                kept.Add(i);
        }

        return Collections.Pick(evaluation, left, kept.ToArray());
    }

    private static RayObject Within(Evaluation evaluation, RayObject value, RayObject range)
    {
        if (!Vectors.IsCollection(value) || !Vectors.IsCollection(range))
            throw Fault.Type($"within: vals and range must be vectors, got {TypeNames.Of(value, range)}");
        if (Vectors.Count(range) != 2)
            throw Fault.Length($"within: range must have 2 elements, got {Vectors.Count(range)}");
        var atLeast = BuiltinTable.Instance.Find(">=")!.Binary!(evaluation, value, Vectors.At(range, 0));
        var atMost = BuiltinTable.Instance.Find("<=")!.Binary!(evaluation, value, Vectors.At(range, 1));
        return Comparison.And(evaluation, atLeast, atMost);
    }
}
