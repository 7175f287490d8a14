namespace Rayforce.Rayfall;

/// <summary>An operation on two atoms.</summary>
internal delegate RayObject AtomBody(RayObject left, RayObject right);

/// <summary>The same over columns: a vector of a given type and length, where one operand may be an atom.</summary>
internal delegate RayVector ColumnBody(Evaluation evaluation, RayObject left, RayObject right, RayType type, int count);

/// <summary>
/// Carries an operation on atoms over vectors and lists: element by element, an atom beside each element. As in native,
/// the first pair of elements decides the type of the result.
/// </summary>
internal static class Broadcast
{
    public static RayObject Apply(
        Evaluation evaluation, string name, RayObject left, RayObject right,
        AtomBody atoms, ColumnBody columns, bool widens = false)
    {
        var many = Vectors.IsCollection(left);
        var manyRight = Vectors.IsCollection(right);
        if ((!many && !manyRight) || left is RayNull || right is RayNull)
            return atoms(left, right);
        var count = Vectors.Count(many ? left : right);
        if (many && manyRight && Vectors.Count(right) != count)
            throw Fault.Length($"{name}: operand lengths must match, got {count} and {Vectors.Count(right)}");
        if (count == 0)
            return Vectors.Empty(TypeOfEmpty(left, right, atoms));

        evaluation.Budget.Charge(count, RayType.I64);
        if (left is RayList || right is RayList)
            return ApplyToLists(evaluation, name, left, right, atoms, columns, widens);
        var probe = atoms(Vectors.At(left, 0), Vectors.At(right, 0));
        return columns(evaluation, left, right, ColumnType(probe, left, right, widens), count);
    }

    /// <summary>The column of the results for each pair, where no kernel fits.</summary>
    public static RayVector EachPair(
        Evaluation evaluation, RayObject left, RayObject right, RayType type, int count, AtomBody atoms)
    {
        var results = new RayObject[count];
        for (var i = 0; i < count; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            results[i] = atoms(Vectors.At(left, i), Vectors.At(right, i));
        }

        return Vectors.FromAtoms(type, results);
    }

    /// <summary>
    /// The type of the result's column, by native's rules for whole numbers; otherwise it is the probe's.
    /// </summary>
    private static RayType ColumnType(RayObject probe, RayObject left, RayObject right, bool widens)
    {
        var integers = Atoms.IsInteger(left.Type) && Atoms.IsInteger(right.Type);
        var wider = left.Type > right.Type ? left.Type : right.Type;
        if (widens && integers && !Atoms.IsNull(left) && !Atoms.IsNull(right))
            return wider;
        var type = probe.Type;
        if (Atoms.IsNull(probe) || !Atoms.IsInteger(type))
            return type;
        if (left is RayVector && integers)
            type = wider;
        else if (left is not RayVector && Atoms.IsInteger(right.Type))
            type = right.Type;
        var narrow = type == RayType.I32 && left is RayVector { Type: not RayType.I32 } && !Atoms.IsTemporal(left.Type);
        return narrow ? RayType.I64 : type;
    }

    private static RayType TypeOfEmpty(RayObject left, RayObject right, AtomBody atoms)
    {
        try
        {
            var probe = atoms(ZeroOf(left), ZeroOf(right));
            return Vectors.HoldsAtomsOf(probe.Type) ? probe.Type : RayType.I64;
        }
        catch (RayfallException)
        {
            return RayType.I64;
        }
    }

    private static RayObject ZeroOf(RayObject operand) => operand switch
    {
        RayVector { Type: RayType.F64 } => 0.0,
        RayVector { Type: RayType.F32 } => new RayAtom<float>(0),
        RayVector { Type: RayType.Symbol or RayType.String or RayType.Guid } => Atoms.Null(operand.Type),
        RayVector => Atoms.FromInt64(operand.Type, 0),
        RayList => 0L,
        _ => operand,
    };

    private static RayList ApplyToLists(
        Evaluation evaluation, string name, RayObject left, RayObject right,
        AtomBody atoms, ColumnBody columns, bool widens)
    {
        evaluation.Budget.Enter();
        var results = new RayObject[Vectors.Count(Vectors.IsCollection(left) ? left : right)];
        // An integer beside a list decides the type of the integers that come out.
        var beside = !Vectors.IsCollection(left) ? left : !Vectors.IsCollection(right) ? right : null;
        for (var i = 0; i < results.Length; i++)
        {
            var result = Apply(evaluation, name, Vectors.At(left, i), Vectors.At(right, i), atoms, columns, widens);
            var coerce = beside is RayAtom && Atoms.IsInteger(beside.Type)
                && result is RayAtom && result.Type != beside.Type
                && (result.Type == RayType.B8 || Atoms.IsInteger(result.Type));
            results[i] = coerce ? Atoms.FromInt64(beside!.Type, Atoms.ToInt64(result)) : result;
        }

        evaluation.Budget.Leave();
        return RayList.Wrap(results);
    }
}
