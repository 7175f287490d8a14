using System.Numerics;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Rows of numbers or moments of any type, as doubles, the nulls among them NaN.</summary>
internal static class DoubleRows
{
    public static ReadOnlySpan<double> Read(RowExpression argument, in Block block) => argument switch
    {
        RowExpression<double> doubles => doubles.Read(block),
        RowExpression<float> floats => Convert(floats, block),
        RowExpression<long> integers => Convert(integers, block),
        RowExpression<int> integers => Convert(integers, block),
        RowExpression<short> integers => Convert(integers, block),
        RowExpression<byte> integers => Convert(integers, block),
        _ => throw new ArgumentException("The rows are no numbers.", nameof(argument)),
    };

    private static ReadOnlySpan<double> Convert<T>(RowExpression<T> argument, in Block block)
        where T : unmanaged, INumber<T>
    {
        var source = argument.Read(block);
        var target = block.Scratch.Rent<double>(source.Length);
        ConversionKernel.Run(source, target);
        if (argument.HasNulls && !argument.Elements.IsFloat)
            ConversionKernel.MendNulls(source, argument.Elements.Null, target, double.NaN);
        return target;
    }
}
