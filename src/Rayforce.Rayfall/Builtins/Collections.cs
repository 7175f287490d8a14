namespace Rayforce.Rayfall;

/// <summary>Making vectors and lists, and taking elements out of them.</summary>
internal static class Collections
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Unary("til", Til, BuiltinTraits.RowWise);
        table.Variadic("list", (_, arguments) => RayList.Wrap(arguments.ToArray()), BuiltinTraits.RowWise);
        table.Variadic("enlist", Enlist, BuiltinTraits.RowWise);
        table.Binary("at", At);
        table.Binary("get", At);
        table.Binary("take", Take, BuiltinTraits.RowWise);
        table.Binary("drop", Drop, BuiltinTraits.RowWise);
        table.Unary("reverse", Reverse);
        table.Binary("concat", Concat, BuiltinTraits.RowWise);
        table.Unary("raze", Raze);
        table.Unary("where", Where);
        table.Binary("filter", Filter);
        table.Unary("guid", Guids);
    }

    /// <summary>The indices at which a mask is true.</summary>
    public static int[] Rows(Evaluation evaluation, RayVector<bool> mask)
    {
        evaluation.Budget.Charge(mask.Count, RayType.I32);
        var span = mask.Span;
        var rows = new int[span.Count(true)];
        for (int row = 0, count = 0; count < rows.Length; row++)
        {
            if (span[row])
                rows[count++] = row;
        }

        return rows;
    }

    /// <summary>The elements, rows or pairs at the given indices.</summary>
    public static RayObject Pick(Evaluation evaluation, RayObject source, ReadOnlySpan<int> indices)
    {
        switch (source)
        {
            case RayTable table:
                var columns = new RayObject[table.Columns.Count];
                for (var i = 0; i < columns.Length; i++)
                    columns[i] = Pick(evaluation, table.Columns[i], indices);
                return new RayTable(table.Names, RayList.Wrap(columns));
            case RayDict dict:
                return new RayDict(Pick(evaluation, dict.Keys, indices), Pick(evaluation, dict.Values, indices));
            default:
                evaluation.Budget.Charge(indices.Length, source.Type);
                if (source is RayTextVector texts)
                    evaluation.Budget.Charge(TextSize(texts, indices), RayType.U8);
                return Vectors.Gather(source, indices);
        }
    }

    private static long TextSize(RayTextVector texts, ReadOnlySpan<int> indices)
    {
        var size = 0L;
        foreach (var index in indices)
            size += (uint)index < (uint)texts.Count ? texts.GetUtf8(index).Length : 0;
        return size;
    }

    private static RayVector<long> Til(Evaluation evaluation, RayObject count)
    {
        if (count is not RayAtom<long> { IsNull: false } number)
            throw Fault.Type($"til: argument must be an i64 atom, got {TypeNames.Of(count)}");
        if (number.Value < 0)
            throw Fault.Domain($"til: count must be non-negative, got {number.Value}");
        evaluation.Budget.Charge(number.Value, RayType.I64);
        var values = GC.AllocateUninitializedArray<long>((int)number.Value);
        for (var i = 0; i < values.Length; i++)
            values[i] = i;
        return RayVector<long>.Wrap(values);
    }

    private static RayObject Enlist(Evaluation evaluation, ReadOnlySpan<RayObject> arguments) =>
        arguments.IsEmpty ? Vectors.Empty(RayType.I64) : Vectors.Collapse(arguments.ToArray());

    private static RayObject At(Evaluation evaluation, RayObject source, RayObject index)
    {
        switch (source)
        {
            case RayTable table when index is RaySymbol name:
                return table.Find(name.Utf8) ?? throw Fault.Domain("at: unknown table column");
            case RayTable table when index is RaySymbolVector names:
                var columns = new RayObject[names.Count];
                for (var i = 0; i < columns.Length; i++)
                    columns[i] = table.Find(names.GetUtf8(i)) ?? throw Fault.Domain("at: unknown table column");
                return RayList.Wrap(columns);
            case RayTable table when index is RayAtom:
                return Tables.Row(table, Index(index));
            case RayDict dict:
                return AtKey(evaluation, dict, index);
            case RayVector or RayList or RayTable when Vectors.IsCollection(index):
                return AtEach(evaluation, source, index);
            case RayVector vector:
                var at = Index(index);
                return (uint)at < (uint)vector.Count ? Vectors.At(vector, at) : Atoms.Null(vector.Type);
            case RayList list:
                var item = Index(index);
                return (uint)item < (uint)list.Count ? list[item] : RayAtom<long>.Null;
            case RayString text:
                var position = Index(index);
                return (uint)position < (uint)text.Utf8.Length
                    ? new RayString(text.Utf8.Slice(position, 1))
                    : throw Fault.Domain("at: index out of range");
            default:
                throw Fault.Type($"at: cannot index {TypeNames.Of(source)}");
        }
    }

    /// <summary>
    /// A vector where the indices are whole numbers that all point somewhere, a list of single answers otherwise.
    /// </summary>
    private static RayObject AtEach(Evaluation evaluation, RayObject source, RayObject indices)
    {
        var rows = Indices(evaluation, indices);
        var count = Aggregates.Count(source);
        var outside = Array.FindIndex(rows, row => (uint)row >= (uint)count);
        if (source is RayTable && outside >= 0)
        {
            var row = Vectors.At(indices, outside).ToRayfall();
            throw Fault.Domain($"at: row index {row} out of range for table of {count} rows");
        }

        if (source is not RayVector || (indices is RayVector<long> && outside < 0))
            return Pick(evaluation, source, rows);
        evaluation.Budget.Charge(rows.Length, RayType.Guid);
        return RayList.Wrap(Array.ConvertAll(rows, row => (uint)row < (uint)count
            ? Vectors.At(source, row)
            : Atoms.Null(source.Type)));
    }

    private static RayObject AtKey(Evaluation evaluation, RayDict dict, RayObject key)
    {
        evaluation.Inspect(key);
        for (var i = 0; i < Vectors.Count(dict.Keys); i++)
        {
            var candidate = Vectors.At(dict.Keys, i);
            if (candidate.Equals(key)
                || (candidate is RaySymbol found && key is RaySymbol name && name.Utf8.SequenceEqual(found.Utf8)))
                return Vectors.At(dict.Values, i);
        }

        return RayAtom<long>.Null;
    }

    /// <summary>An index; what is null or no index at all points nowhere.</summary>
    private static int Index(RayObject index)
    {
        if (index is not RayAtom || !Atoms.IsInteger(index.Type))
            throw Fault.Type($"at: index must be an integer, got {TypeNames.Of(index)}");
        var value = Atoms.ToInt64(index);
        return value is >= 0 and <= int.MaxValue ? (int)value : -1;
    }

    private static int[] Indices(Evaluation evaluation, RayObject indices)
    {
        evaluation.Budget.Charge(Vectors.Count(indices), RayType.I32);
        var result = new int[Vectors.Count(indices)];
        for (var i = 0; i < result.Length; i++)
            result[i] = Index(Vectors.At(indices, i));
        return result;
    }

    private static RayObject Take(Evaluation evaluation, RayObject source, RayObject count)
    {
        if (count is RayVector { Count: 2 } range && Atoms.IsInteger(range.Type))
        {
            var from = Atoms.ToInt64(range.GetAtom(0));
            var length = Atoms.ToInt64(range.GetAtom(1));
            if (length < 0)
                throw Fault.Length($"take: range amount must be non-negative, got {length}");
            var available = Aggregates.Count(source);
            from = Math.Clamp(from < 0 ? available + from : from, 0, available);
            return Run(evaluation, source, from, Math.Min(length, available - from));
        }

        if (count is not RayAtom || !(Atoms.IsInteger(count.Type) || count.Type == RayType.B8) || Atoms.IsNull(count))
            throw Fault.Type($"take: requires a list and a numeric count, got {TypeNames.Of(source, count)}");
        var wanted = Atoms.ToInt64(count);
        var size = Aggregates.Count(source);
        var taken = Math.Abs(wanted);
        return taken <= size && source is not RayAtom
            ? Run(evaluation, source, wanted < 0 ? size - taken : 0, taken)
            : Cycle(evaluation, source, size, wanted);
    }

    private static RayObject Drop(Evaluation evaluation, RayObject source, RayObject count)
    {
        if (count is not RayAtom || !Atoms.IsInteger(count.Type) || Atoms.IsNull(count)
            || source is RayAtom or RaySymbol or RayBuiltin or RayLambda)
            throw Fault.Type($"drop: requires a list and a numeric count, got {TypeNames.Of(source, count)}");
        var size = Aggregates.Count(source);
        var dropped = Atoms.ToInt64(count);
        var left = Math.Max(size - Math.Abs(dropped), 0);
        return Run(evaluation, source, dropped < 0 ? 0 : size - left, left);
    }

    /// <summary>A run of elements, rows, pairs or bytes.</summary>
    private static RayObject Run(Evaluation evaluation, RayObject source, long start, long count)
    {
        switch (source)
        {
            case RayString text:
                return new RayString(text.Utf8.Slice((int)start, (int)count));
            case RayTable table:
                var columns = new RayObject[table.Columns.Count];
                for (var i = 0; i < columns.Length; i++)
                    columns[i] = Run(evaluation, table.Columns[i], start, count);
                return new RayTable(table.Names, RayList.Wrap(columns));
            case RayDict dict:
                return new RayDict(
                    Run(evaluation, dict.Keys, start, count),
                    Run(evaluation, dict.Values, start, count));
            default:
                evaluation.Budget.Charge(count, source.Type);
                return Vectors.Slice(source, (int)start, (int)count);
        }
    }

    /// <summary>
    /// More elements than there are: they begin again from the first, or end with the last where counted from behind.
    /// </summary>
    private static RayObject Cycle(Evaluation evaluation, RayObject source, long size, long wanted)
    {
        var count = Math.Abs(wanted);
        evaluation.Budget.Charge(count, RayType.Guid);
        if (source is RayAtom or RaySymbol)
        {
            evaluation.Budget.Charge(count * Vectors.Utf8(source).Length, RayType.U8);
            var atoms = new RayObject[count];
            Array.Fill(atoms, source);
            return Vectors.FromAtoms(source.Type, atoms);
        }

        if (size == 0 && source is RayVector empty)
        {
            var zeros = new RayObject[count];
            Array.Fill(zeros, empty.Type is RayType.F64 or RayType.F32 ? 0.0 : Atoms.FromInt64(empty.Type, 0));
            return empty is RayTextVector or RayVector<RayGuid>
                ? Vectors.Gather(empty, new int[count])
                : Vectors.FromAtoms(empty.Type, zeros);
        }

        if (size == 0)
            return source;
        var indices = new int[count];
        var first = wanted < 0 ? size - count % size : 0;
        for (var i = 0; i < indices.Length; i++)
            indices[i] = (int)((first + i) % size);
        return source is RayString text
            ? new RayString(Array.ConvertAll(indices, index => text.Utf8[index]))
            : Pick(evaluation, source, indices);
    }

    private static RayObject Reverse(Evaluation evaluation, RayObject source)
    {
        if (source is RayDict)
            throw Fault.Type($"reverse: argument must be a list, got {TypeNames.Of(source)}");
        if (source is not (RayVector or RayList or RayTable))
            return source;
        var indices = Vectors.Indices(0, (int)Aggregates.Count(source));
        Array.Reverse(indices);
        return Pick(evaluation, source, indices);
    }

    private static RayObject Concat(Evaluation evaluation, RayObject left, RayObject right)
    {
        if (left is RayString a && right is RayString b)
        {
            evaluation.Budget.Charge((long)a.Utf8.Length + b.Utf8.Length, RayType.U8);
            return new RayString([.. a.Utf8, .. b.Utf8]);
        }

        if (left is RayTable upper && right is RayTable lower)
            return Tables.Append(evaluation, upper, lower);
        if (left is RayDict first && right is RayDict second)
            return Entries.Merge(evaluation, first, second);
        if (left is RayStringVector lefts && right is RayString suffix)
            return Concatenation.Affix(evaluation, lefts, default, suffix.Utf8);
        if (left is RayString prefix && right is RayStringVector rights)
            return Concatenation.Affix(evaluation, rights, prefix.Utf8, default);
        // A vector takes atoms of its own type only; a list takes anything.
        var unlike = (left is RayVector && right.IsAtom) || (left.IsAtom && right is RayVector)
            ? left.Type != right.Type
            : !(Joinable(left) && Joinable(right));
        return unlike
            ? throw Fault.Type($"concat: cannot concatenate {TypeNames.Of(left, right)}")
            : Concatenation.Concat(evaluation, left, right);

        static bool Joinable(RayObject value) =>
            Vectors.IsCollection(value) || value is RayAtom or RaySymbol or RayString;
    }

    private static RayObject Raze(Evaluation evaluation, RayObject source)
    {
        if (source is not RayList { Count: > 0 } list)
            return source is not (RayDict or RayTable)
                ? source
                : throw Fault.Type($"raze: argument must be a list, got {TypeNames.Of(source)}");
        var result = list[0];
        foreach (var item in list.Span[1..])
            result = Concat(evaluation, result, item);
        return result;
    }

    private static RayVector<long> Where(Evaluation evaluation, RayObject mask)
    {
        if (mask is not RayVector<bool> vector)
            throw Fault.Type($"where: argument must be a b8 vector, got {TypeNames.Of(mask)}");
        evaluation.Budget.Charge(vector.Count, RayType.I64);
        return RayVector<long>.Wrap(Array.ConvertAll(Rows(evaluation, vector), row => (long)row));
    }

    private static RayObject Filter(Evaluation evaluation, RayObject source, RayObject mask)
    {
        if (!(Vectors.IsCollection(source) || source is RayTable or RayString) || !Vectors.IsCollection(mask))
            throw Fault.Type($"filter: vec and mask must be lists, got {TypeNames.Of(source, mask)}");
        var count = Aggregates.Count(source);
        if (Vectors.Count(mask) != count)
            throw Fault.Length($"filter: mask length must equal vec length {count}, got {Vectors.Count(mask)}");
        if (mask is not RayVector<bool> vector)
            throw Fault.Type($"filter: mask elements must be bool, got {TypeNames.OfAtom(mask.Type)}");
        var rows = Rows(evaluation, vector);
        return source is RayString text
            ? new RayString(Array.ConvertAll(rows, row => text.Utf8[row]))
            : Pick(evaluation, source, rows);
    }

    private static RayVector<RayGuid> Guids(Evaluation evaluation, RayObject count)
    {
        if (count is not RayAtom<long> { Value: >= 0 } number)
            throw Fault.Type($"guid: count must be a non-negative i64, got {TypeNames.Of(count)}");
        evaluation.Budget.Charge(number.Value, RayType.Guid);
        var guids = new RayGuid[number.Value];
        for (var i = 0; i < guids.Length; i++)
            guids[i] = new RayGuid(Guid.NewGuid());
        return RayVector<RayGuid>.Wrap(guids);
    }
}
