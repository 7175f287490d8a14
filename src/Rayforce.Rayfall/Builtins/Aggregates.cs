namespace Rayforce.Rayfall;

/// <summary>
/// Builtins that make one value of a column. Nulls do not count, except in <c>count</c>, <c>first</c> and <c>last</c>.
/// </summary>
internal static class Aggregates
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Unary("sum", Sum, BuiltinTraits.Aggregate);
        table.Unary("prod", Product, BuiltinTraits.Aggregate);
        table.Unary("count", (_, value) => Count(value), BuiltinTraits.Aggregate);
        table.Unary("avg", Average, BuiltinTraits.Aggregate);
        table.Unary("min", (evaluation, value) => Extreme(evaluation, value, "min", -1), BuiltinTraits.Aggregate);
        table.Unary("max", (evaluation, value) => Extreme(evaluation, value, "max", 1), BuiltinTraits.Aggregate);
        table.Unary("first", (_, value) => End(value, "first", last: false), BuiltinTraits.Aggregate);
        table.Unary("last", (_, value) => End(value, "last", last: true), BuiltinTraits.Aggregate);
        table.Unary("med", Median, BuiltinTraits.Aggregate);
        table.Unary("mode", Mode, BuiltinTraits.Aggregate);
        Deviation(table, "dev", sample: false, root: true);
        Deviation(table, "dev_pop", sample: false, root: true);
        Deviation(table, "stddev_pop", sample: false, root: true);
        Deviation(table, "stddev", sample: true, root: true);
        Deviation(table, "var", sample: true, root: false);
        Deviation(table, "var_pop", sample: false, root: false);
        table.Unary("all", (evaluation, value) =>
            All(evaluation, value, "all", wanted: false), BuiltinTraits.Aggregate);
        table.Unary("any", (evaluation, value) => All(evaluation, value, "any", wanted: true), BuiltinTraits.Aggregate);
    }

    /// <summary>How many elements, rows, pairs or bytes there are.</summary>
    public static long Count(RayObject value) => value switch
    {
        RayVector or RayList => Vectors.Count(value),
        RayString text => text.Utf8.Length,
        RayTable table => table.RowCount,
        RayDict dict => Vectors.Count(dict.Keys),
        _ => 1,
    };

    private static RayObject Sum(Evaluation evaluation, RayObject value)
    {
        switch (value)
        {
            case RayVector { Type: RayType.F64 or RayType.F32 } vector:
                var totals = 0.0;
                Columns.EachDouble(evaluation, vector, block => totals += ColumnSums.Double(block));
                return Atoms.FromDouble(totals);
            case RayVector vector when Atoms.IsNumeric(vector.Type) || vector.Type == RayType.Time:
                var total = 0L;
                Columns.EachInt64(evaluation, vector, block => total += ColumnSums.Int64(block));
                return Atoms.FromInt64(vector.Type == RayType.Time ? RayType.Time : RayType.I64, total);
            case RayVector:
                throw Fault.Type($"sum expects a numeric or time-duration vector, got {TypeNames.Of(value)}");
            case RayList list:
                return Sum(evaluation, Numbers(list, "sum"));
            case RayDict or RayTable or RayLambda or RayBuiltin:
                throw Fault.Type($"sum expects a numeric vector, atom, or list, got {TypeNames.Of(value)}");
            default:
                return value is RayAtom<byte> or RayAtom<short> { IsNull: false } ? Atoms.ToInt64(value) : value;
        }
    }

    /// <summary>A list of numbers as a vector: of decimals where one of them is.</summary>
    private static RayVector Numbers(RayList list, string name)
    {
        foreach (var item in list.Span)
        {
            if (item is not RayAtom || !Atoms.IsNumeric(item.Type))
                throw Fault.Type($"{name}: list elements must be numeric, got {TypeNames.Of(item)}");
        }

        var items = list.Span.ToArray();
        var type = Array.Exists(items, item => Atoms.IsDecimal(item.Type)) ? RayType.F64 : RayType.I64;
        return Vectors.FromAtoms(type, items);
    }

    private static RayObject Product(Evaluation evaluation, RayObject value)
    {
        if (value is RayList list)
            value = Vectors.Collapse(list.Span.ToArray());
        if (value.IsAtom && value is not (RayLambda or RayBuiltin))
            return value;
        if (value is not RayVector vector || !Atoms.IsNumeric(vector.Type))
            throw Fault.Type($"prod expects a numeric vector, got {TypeNames.Of(value)}");
        if (Atoms.IsDecimal(vector.Type))
        {
            var real = 1.0;
            Columns.EachDouble(evaluation, vector, block =>
            {
                foreach (var element in block)
                    real *= double.IsNaN(element) ? 1 : element;
            });
            return Atoms.FromDouble(real);
        }

        var product = 1L;
        Columns.EachInt64(evaluation, vector, block =>
        {
            foreach (var element in block)
                product *= element == long.MinValue ? 1 : element;
        });
        return new RayAtom<long>(product);
    }

    private static RayObject Average(Evaluation evaluation, RayObject value)
    {
        if (value is RaySymbol or RayString || (value is RayAtom { IsNull: false } && !Atoms.IsNumeric(value.Type)))
            return value;
        var (total, count) = (0.0, 0L);
        Columns.EachDouble(evaluation, RequireNumbers(value, "avg"), block =>
        {
            total += ColumnSums.Double(block);
            count += block.Length - ColumnSums.CountNulls(block);
        });
        return count == 0 ? RayAtom<double>.Null : Atoms.FromDouble(total / count);
    }

    private static RayObject Extreme(Evaluation evaluation, RayObject value, string name, int sign)
    {
        if (!Vectors.IsCollection(value))
            return value is RayDict or RayTable
                ? throw Fault.Type($"{name} expects a vector, got {TypeNames.Of(value)}")
                : value;
        if (value is RayVector column && (Atoms.IsNumeric(column.Type) || Atoms.IsTemporal(column.Type)))
            return ColumnExtremes.Find(evaluation, column, sign);
        if (value is RayList list)
            return Extreme(evaluation, Numbers(list, name), name, sign);
        RayObject? best = null;
        for (var i = 0; i < Vectors.Count(value); i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            var element = Vectors.At(value, i);
            if (Atoms.IsNull(element))
                continue;
            var order = best is null ? sign : Comparison.Compare(element, best)
                ?? throw Fault.Type($"{name}: cannot compare {TypeNames.Of(element, best)}");
            if (order * sign > 0)
                best = element;
        }

        return best ?? Atoms.Null(value is RayList ? RayType.I64 : value.Type);
    }

    private static RayObject End(RayObject value, string name, bool last)
    {
        switch (value)
        {
            case RayVector or RayList:
                var count = Vectors.Count(value);
                if (count == 0)
                    return Atoms.Null(value is RayList ? RayType.I64 : value.Type);
                var end = last ? count - 1 : 0;
                // Among I64 and F64 nulls do not count, among other types they do.
                while (value is RayVector<long> or RayVector<double>
                    && end >= 0 && end < count && Atoms.IsNull(Vectors.At(value, end)))
                    end += last ? -1 : 1;
                return end >= 0 && end < count ? Vectors.At(value, end) : Atoms.Null(value.Type);
            case RayString text:
                if (text.Utf8.IsEmpty)
                    throw Fault.Domain($"{name}: empty string has no {name} char");
                return new RayString(last ? text.Utf8[^1..] : text.Utf8[..1]);
            case RayTable table:
                return Tables.Row(table, last ? table.RowCount - 1 : 0);
            case RayAtom or RaySymbol:
                return value;
            default:
                throw Fault.Type($"{name}: unsupported type {TypeNames.Of(value)}");
        }
    }

    private static RayObject Median(Evaluation evaluation, RayObject value)
    {
        var values = Columns.Numbers(evaluation, RequireNumbers(value, "med"));
        if (values.Length == 0)
            return RayAtom<double>.Null;
        Array.Sort(values);
        var middle = values.Length / 2;
        return Atoms.FromDouble(values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2);
    }

    private static RayObject Mode(Evaluation evaluation, RayObject value)
    {
        if (!Vectors.IsCollection(value))
            return value;
        var groups = Grouping.Of(evaluation, value);
        var sizes = groups.Sizes();
        var best = -1;
        for (var group = 0; group < sizes.Length; group++)
        {
            if (!Atoms.IsNull(Vectors.At(value, groups.FirstRows[group])) && (best < 0 || sizes[group] > sizes[best]))
                best = group;
        }

        return best >= 0
            ? Vectors.At(value, groups.FirstRows[best])
            : Atoms.Null(value is RayList ? RayType.I64 : value.Type);
    }

    private static void Deviation(BuiltinTable.Builder table, string name, bool sample, bool root) =>
        table.Unary(
            name,
            (evaluation, value) =>
            {
                var values = Columns.Numbers(evaluation, RequireNumbers(value, name));
                if (values.Length == 0 || (sample && values.Length == 1))
                    return RayAtom<double>.Null;
                var variance = Variance(values, sample);
                return Atoms.FromDouble(root ? Math.Sqrt(variance) : variance);
            },
            BuiltinTraits.Aggregate);

    private static double Variance(double[] values, bool sample)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value;
        mean /= values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares = Math.FusedMultiplyAdd(value - mean, value - mean, squares);
        return squares / (sample ? values.Length - 1 : values.Length);
    }

    private static RayObject All(Evaluation evaluation, RayObject value, string name, bool wanted)
    {
        var vector = RequireNumbers(value, name);
        if (Atoms.IsTemporal(vector.Type))
            throw Fault.Type($"{name} expects a numeric vector, got {TypeNames.Of(value)}");
        var found = false;
        Columns.EachDouble(evaluation, vector, block =>
        {
            foreach (var element in block)
                found |= !double.IsNaN(element) && (element != 0) == wanted;
        });
        return Atoms.Bool(found == wanted);
    }

    private static RayVector RequireNumbers(RayObject value, string name)
    {
        var column = value switch
        {
            RayAtom { IsNull: true } => Vectors.Empty(RayType.F64),
            RayList list when list.All(item => item is RayAtom && Atoms.IsNumeric(item.Type)) =>
                Vectors.FromAtoms(RayType.F64, list.Span),
            RayAtom when Atoms.IsNumeric(value.Type) => Vectors.FromAtoms(value.Type, [value]),
            _ => value,
        };
        return column is RayVector vector && (Atoms.IsNumeric(vector.Type) || Atoms.IsTemporal(vector.Type))
            ? vector
            : throw Fault.Type($"{name} expects a numeric or temporal vector, got {TypeNames.Of(value)}");
    }
}
