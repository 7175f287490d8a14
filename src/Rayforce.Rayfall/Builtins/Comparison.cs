namespace Rayforce.Rayfall;

/// <summary>Comparison of two operands. The null is equal to itself and less than anything else.</summary>
internal static class Comparison
{
    public static void Register(BuiltinTable.Builder table)
    {
        Order<LessOperator>(table, "<", "LT");
        Order<LessOrEqualOperator>(table, "<=", "LE");
        Order<GreaterOperator>(table, ">", "GT");
        Order<GreaterOrEqualOperator>(table, ">=", "GE");
        Equality<EqualOperator>(table, "==", "EQ", "=");
        Equality<NotEqualOperator>(table, "!=", "NE", "<>");
    }

    public static RayObject And(Evaluation evaluation, RayObject left, RayObject right) =>
        Logic(evaluation, left, right, (a, b) => a & b);

    public static RayObject Or(Evaluation evaluation, RayObject left, RayObject right) =>
        Logic(evaluation, left, right, (a, b) => a | b);

    /// <summary>
    /// How two atoms of comparable types stand to each other: negative, zero or positive; nothing where their types
    /// cannot be compared.
    /// </summary>
    public static int? Compare(RayObject left, RayObject right)
    {
        var (l, r) = (left.Type, right.Type);
        if (left is RayString or RaySymbol)
            return l == r && right.IsAtom ? Math.Sign(Vectors.Utf8(left).SequenceCompareTo(Vectors.Utf8(right))) : null;
        if (left is not RayAtom || right is not RayAtom)
            return null;
        if (l == RayType.Guid && r == RayType.Guid)
            return CompareGuids(((RayAtom<RayGuid>)left).Value, ((RayAtom<RayGuid>)right).Value);
        if (!(Atoms.IsNumeric(l) && Atoms.IsNumeric(r)) && !(Atoms.IsTemporal(l) && Atoms.IsTemporal(r)))
            return null;
        var (leftNull, rightNull) = (Atoms.IsNull(left), Atoms.IsNull(right));
        if (leftNull || rightNull)
            return rightNull.CompareTo(leftNull);
        return Atoms.IsTemporal(l)
            ? Moments.ToNanoseconds(left).CompareTo(Moments.ToNanoseconds(right))
            : Atoms.ToDouble(left).CompareTo(Atoms.ToDouble(right));
    }

    public static int CompareGuids(RayGuid left, RayGuid right)
    {
        Span<byte> l = stackalloc byte[16];
        Span<byte> r = stackalloc byte[16];
        left.CopyTo(l);
        right.CopyTo(r);
        return l.SequenceCompareTo(r);
    }

    private static void Order<TOperator>(BuiltinTable.Builder table, string name, string operation)
        where TOperator : IComparisonOperator
    {
        table.Binary(name, (evaluation, left, right) => Apply(evaluation, operation, left, right, OnAtoms, OnColumns));

        static RayObject OnAtoms(RayObject left, RayObject right) => Compare(left, right) is { } order
            ? Atoms.Bool(TOperator.Holds(order))
            : throw Fault.Type($"cannot compare {TypeNames.Of(left, right)}");

        static RayVector OnColumns(Evaluation evaluation, RayObject left, RayObject right, RayType type, int count) =>
            ColumnComparison.Apply<TOperator>(evaluation, left, right, count)
                ?? Broadcast.EachPair(evaluation, left, right, type, count, OnAtoms);
    }

    private static void Equality<TOperator>(BuiltinTable.Builder table, string name, string operation, string symbol)
        where TOperator : IComparisonOperator
    {
        table.Binary(
            name,
            (evaluation, left, right) => Apply(evaluation, operation, left, right, OnAtoms, OnColumns),
            BuiltinTraits.TakesNull);

        RayObject OnAtoms(RayObject left, RayObject right)
        {
            // Nulls are equal whatever their types.
            var (leftNull, rightNull) = (Atoms.IsNull(left), Atoms.IsNull(right));
            if (leftNull || rightNull)
                return Atoms.Bool(TOperator.Holds(leftNull && rightNull ? 0 : 1));
            // Whole numbers are equal as such; their order is that of the doubles.
            if (Atoms.IsNumeric(left.Type) && Atoms.IsNumeric(right.Type) && left is RayAtom && right is RayAtom
                && !Atoms.IsDecimal(left.Type) && !Atoms.IsDecimal(right.Type))
                return Atoms.Bool(TOperator.Holds(Atoms.ToInt64(left).CompareTo(Atoms.ToInt64(right))));
            return Compare(left, right) is { } order
                ? Atoms.Bool(TOperator.Holds(order))
                : throw Fault.Type($"{symbol}: incomparable operand types, got {TypeNames.Of(left, right)}");
        }

        RayVector OnColumns(Evaluation evaluation, RayObject left, RayObject right, RayType type, int count) =>
            ColumnComparison.Apply<TOperator>(evaluation, left, right, count)
                ?? Broadcast.EachPair(evaluation, left, right, type, count, OnAtoms);
    }

    private static RayObject Apply(
        Evaluation evaluation, string operation, RayObject left, RayObject right, AtomBody atoms, ColumnBody columns)
    {
        // A query may compare a column of symbols with a string; elsewhere the two do not mix.
        if (evaluation.InQuery && left is RaySymbolVector && right is RayString rightText)
            right = Atoms.Symbol(rightText.Utf8, quoted: true);
        else if (evaluation.InQuery && left is RayString leftText && right is RaySymbolVector)
            left = Atoms.Symbol(leftText.Utf8, quoted: true);
        return Broadcast.Apply(evaluation, operation, left, right, atoms, columns);
    }

    private static RayObject Logic(
        Evaluation evaluation, RayObject left, RayObject right, Func<bool, bool, bool> combine)
    {
        var (l, r) = (left as RayVector<bool>, right as RayVector<bool>);
        // Two vectors go as far as the shorter one; an atom stands beside each element.
        var count = l is not null && r is not null ? Math.Min(l.Count, r.Count)
            : l is not null && right.IsAtom ? l.Count
            : r is not null && left.IsAtom ? r.Count
            : -1;
        if (count < 0)
            return Atoms.Bool(combine(Atoms.IsTrue(left), Atoms.IsTrue(right)));
        evaluation.Budget.Charge(count, RayType.B8);
        var result = new bool[count];
        var (leftTrue, rightTrue) = (l is null && Atoms.IsTrue(left), r is null && Atoms.IsTrue(right));
        for (var i = 0; i < count; i++)
            result[i] = combine(l is null ? leftTrue : l.Span[i], r is null ? rightTrue : r.Span[i]);
        return RayVector<bool>.Wrap(result);
    }
}
