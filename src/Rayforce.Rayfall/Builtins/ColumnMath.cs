namespace Rayforce.Rayfall;

/// <summary>
/// Runs the kernels of two operands block by block, straight into the array that becomes the result's column.
/// </summary>
internal static class ColumnMath
{
    /// <summary>Whole numbers and temporals.</summary>
    public static RayVector Int64<TOperation>(
        Evaluation evaluation, RayObject left, RayObject right, RayType type, int count, ArithmeticRule rule)
        where TOperation : IInt64Operation => type switch
        {
            RayType.B8 => Int64<TOperation, bool>(evaluation, left, right, count, rule),
            RayType.U8 => Int64<TOperation, byte>(evaluation, left, right, count, rule),
            RayType.I16 => Int64<TOperation, short>(evaluation, left, right, count, rule),
            RayType.I32 => Int64<TOperation, int>(evaluation, left, right, count, rule),
            RayType.Date => Int64<TOperation, RayDate>(evaluation, left, right, count, rule),
            RayType.Time => Int64<TOperation, RayTime>(evaluation, left, right, count, rule),
            RayType.Timestamp => Int64<TOperation, RayTimestamp>(evaluation, left, right, count, rule),
            _ => Int64<TOperation, long>(evaluation, left, right, count, rule),
        };

    /// <summary>Decimals.</summary>
    public static RayVector<double> Double<TOperation>(
        Evaluation evaluation, RayObject left, RayObject right, int count)
        where TOperation : IDoubleOperation
    {
        var result = GC.AllocateUninitializedArray<double>(count);
        Span<double> leftScratch = stackalloc double[Blocks.Size];
        Span<double> rightScratch = stackalloc double[Blocks.Size];
        for (var start = 0; start < count; start += Blocks.Size)
        {
            evaluation.Budget.Check();
            var length = Math.Min(Blocks.Size, count - start);
            Kernels.Double<TOperation>(
                Blocks.Double(left, start, leftScratch[..length]),
                Blocks.Double(right, start, rightScratch[..length]),
                result.AsSpan(start, length));
        }

        return RayVector<double>.Wrap(result);
    }

    /// <summary>Doubles that hold whole numbers, as those; null where 64 bits are too few.</summary>
    public static RayVector ToWhole(Evaluation evaluation, RayVector<double> column, RayType type)
    {
        evaluation.Budget.Charge(column.Count, RayType.I64);
        var whole = new long[column.Count];
        for (var i = 0; i < whole.Length; i++)
            whole[i] = column[i] is >= long.MinValue and < long.MaxValue ? (long)column[i] : long.MinValue;
        var values = RayVector<long>.Wrap(whole);
        return type == RayType.I64
            ? values
            : Int64<AddOperation>(evaluation, values, 0L, type, values.Count, new ArithmeticRule(type, type));
    }

    private static RayVector<T> Int64<TOperation, T>(
        Evaluation evaluation, RayObject left, RayObject right, int count, ArithmeticRule rule)
        where TOperation : IInt64Operation
        where T : unmanaged
    {
        var result = GC.AllocateUninitializedArray<T>(count);
        Span<long> leftScratch = stackalloc long[Blocks.Size];
        Span<long> rightScratch = stackalloc long[Blocks.Size];
        Span<long> block = stackalloc long[Blocks.Size];
        for (var start = 0; start < count; start += Blocks.Size)
        {
            evaluation.Budget.Check();
            var length = Math.Min(Blocks.Size, count - start);
            var l = Scale(Blocks.Int64(left, start, leftScratch[..length]), rule.LeftScale, leftScratch);
            var r = Scale(Blocks.Int64(right, start, rightScratch[..length]), rule.RightScale, rightScratch);
            Kernels.Int64<TOperation>(l, r, block[..length]);
            Blocks.Narrow(block[..length], result.AsSpan(start, length));
        }

        return RayVector<T>.Wrap(result);
    }

    private static ReadOnlySpan<long> Scale(ReadOnlySpan<long> values, long scale, Span<long> scratch)
    {
        if (scale == 1)
            return values;
        for (var i = 0; i < values.Length; i++)
            scratch[i] = values[i] == long.MinValue ? long.MinValue : values[i] * scale;
        return scratch[..values.Length];
    }
}
