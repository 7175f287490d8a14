using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Whether values are null, or are not.</summary>
internal sealed class NullExpression(RowExpression operand, bool isNegated) : RowExpression<byte>
{
    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override bool IsQuick => operand.IsQuick;

    public override string Describe(Symbols symbols) =>
        isNegated ? $"(not (nil? {operand.Describe(symbols)}))" : $"(nil? {operand.Describe(symbols)})";

    public override void Write(in Block block, Span<byte> target)
    {
        switch (operand)
        {
            case RowExpression<short> e: Compare(e, block, target); break;
            case RowExpression<int> e: Compare(e, block, target); break;
            case RowExpression<long> e: Compare(e, block, target); break;
            case RowExpression<float> e: Compare(e, block, target); break;
            case RowExpression<double> e: Compare(e, block, target); break;
            case RowExpression<Guid> e: Compare(e, block, target); break;
            case TextExpression e: Compare(e, block, target); break;
            default: target.Fill(isNegated ? (byte)1 : (byte)0); break;
        }
    }

    private void Compare<T>(RowExpression<T> elements, in Block block, Span<byte> target)
        where T : unmanaged, INumber<T> =>
        ComparisonKernel.Run<T, EqualComparison<T>, Elements<T>, Constant<T>>(
            new(elements.Read(block)), new(elements.Elements.Null), isNegated, target);

    private void Compare(RowExpression<Guid> elements, in Block block, Span<byte> target)
    {
        var guids = elements.Read(block);
        for (var i = 0; i < target.Length; i++)
            target[i] = (guids[i] == Guid.Empty) != isNegated ? (byte)1 : (byte)0;
    }

    private void Compare(TextExpression elements, in Block block, Span<byte> target)
    {
        var rows = elements.Rows.Read(block);
        for (var i = 0; i < target.Length; i++)
        {
            var isNull = rows[i] < 0 || elements.Texts.Utf8(rows[i]).IsEmpty;
            target[i] = isNull != isNegated ? (byte)1 : (byte)0;
        }
    }
}
