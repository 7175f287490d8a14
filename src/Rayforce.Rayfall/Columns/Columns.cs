namespace Rayforce.Rayfall;

/// <summary>What is done with a block of a column.</summary>
internal delegate void BlockBody<T>(ReadOnlySpan<T> block);

/// <summary>Columns read block by block.</summary>
internal static class Columns
{
    /// <summary>A column of whole numbers or temporals.</summary>
    public static void EachInt64(Evaluation evaluation, RayVector column, BlockBody<long> body)
    {
        Span<long> scratch = stackalloc long[Blocks.Size];
        for (var start = 0; start < column.Count; start += Blocks.Size)
        {
            evaluation.Budget.Check();
            body(Blocks.Int64(column, start, scratch[..Math.Min(Blocks.Size, column.Count - start)]));
        }
    }

    /// <summary>A column of any numbers or temporals; nulls are NaN.</summary>
    public static void EachDouble(Evaluation evaluation, RayVector column, BlockBody<double> body)
    {
        Span<double> scratch = stackalloc double[Blocks.Size];
        for (var start = 0; start < column.Count; start += Blocks.Size)
        {
            evaluation.Budget.Check();
            body(Blocks.Double(column, start, scratch[..Math.Min(Blocks.Size, column.Count - start)]));
        }
    }

    /// <summary>A whole column of whole numbers or temporals.</summary>
    public static void Fill(Evaluation evaluation, RayVector column, long[] destination)
    {
        var filled = 0;
        EachInt64(evaluation, column, block =>
        {
            block.CopyTo(destination.AsSpan(filled));
            filled += block.Length;
        });
    }

    /// <summary>A whole column of numbers; nulls are NaN.</summary>
    public static void Fill(Evaluation evaluation, RayVector column, double[] destination)
    {
        var filled = 0;
        EachDouble(evaluation, column, block =>
        {
            block.CopyTo(destination.AsSpan(filled));
            filled += block.Length;
        });
    }

    /// <summary>A column of whole numbers as I64.</summary>
    public static RayVector<long> ToWhole(Evaluation evaluation, RayVector column)
    {
        if (column is RayVector<long> whole)
            return whole;
        evaluation.Budget.Charge(column.Count, RayType.I64);
        var numbers = new long[column.Count];
        Fill(evaluation, column, numbers);
        return RayVector<long>.Wrap(numbers);
    }

    /// <summary>I64 as F64; anything else as it is.</summary>
    public static RayObject ToDecimals(Evaluation evaluation, RayObject value)
    {
        if (value is RayAtom<long>)
            return Atoms.IsNull(value) ? RayAtom<double>.Null : Atoms.FromDouble(Atoms.ToDouble(value));
        if (value is not RayVector<long> vector)
            return value;
        evaluation.Budget.Charge(vector.Count, RayType.F64);
        var numbers = new double[vector.Count];
        Fill(evaluation, vector, numbers);
        return RayVector<double>.Wrap(numbers);
    }

    /// <summary>The numbers of a column that are not null.</summary>
    public static double[] Numbers(Evaluation evaluation, RayVector column)
    {
        evaluation.Budget.Charge(column.Count, RayType.F64);
        var numbers = new double[column.Count];
        var count = 0;
        EachDouble(evaluation, column, block =>
        {
            foreach (var value in block)
            {
                if (!double.IsNaN(value))
                    numbers[count++] = value;
            }
        });
        return count == numbers.Length ? numbers : numbers[..count];
    }
}
