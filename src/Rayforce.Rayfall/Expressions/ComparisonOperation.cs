using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A comparison of numbers, computed in one type that both operands become.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="types">The types of the operands, and their units.</param>
/// <param name="numbers">The type in which they are compared.</param>
/// <param name="relation">What is asked.</param>
internal sealed class ComparisonOperation<T>(
    string name, ArithmeticTypes types, ElementType<T> numbers, Relation relation)
    : BinaryOperation
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly AtomReader<T> _left = new(types.Left, T.CreateTruncating(types.LeftScale));
    private readonly AtomReader<T> _right = new(types.Right, T.CreateTruncating(types.RightScale));

    public override ElementType Result => ElementTypes.B8;

    public override Value Apply(Symbols symbols, Value left, Value right)
    {
        _left.TryRead(left, out var l);
        _right.TryRead(right, out var r);
        if (relation.IsSwapped)
            (l, r) = (r, l);
        var holds = relation.IsEquality ? EqualComparison<T>.Invoke(l, r) : LessComparison<T>.Invoke(l, r);
        return Value.Bool(holds != relation.IsNegated);
    }

    public override RowExpression Over(Symbols symbols, RowExpression left, RowExpression right)
    {
        if (OverNarrow<short>(left, right) is { } ofShorts)
            return ofShorts;
        if (OverNarrow<int>(left, right) is { } ofInts)
            return ofInts;
        var l = Conversions.To(left, numbers, types.LeftScale);
        var r = Conversions.To(right, numbers, types.RightScale);
        if (relation.IsSwapped)
            (l, r) = (r, l);
        return relation.IsEquality
            ? new ComparisonExpression<T, EqualComparison<T>>(name, l, r, relation)
            : new ComparisonExpression<T, LessComparison<T>>(name, l, r, relation);
    }

    /// <summary>
    /// A comparison of short integers with a constant that is one of them, without making them wider first; nothing
    /// where it is none.
    /// </summary>
    private RowExpression<byte>? OverNarrow<TNarrow>(RowExpression left, RowExpression right)
        where TNarrow : unmanaged, IBinaryInteger<TNarrow>, IMinMaxValue<TNarrow>
    {
        if (typeof(T) != typeof(long) || types.LeftScale != 1 || types.RightScale != 1
            || left is not RowExpression<TNarrow> { IsConstant: false } operand
            || right is not ConstantExpression<T> { Value: var value }
            || long.CreateTruncating(value) <= long.CreateTruncating(TNarrow.MinValue)
            || long.CreateTruncating(value) > long.CreateTruncating(TNarrow.MaxValue))
            return null;
        RowExpression<TNarrow> constant = new ConstantExpression<TNarrow>(operand.Elements, TNarrow.CreateTruncating(value));
        var (l, r) = relation.IsSwapped ? (constant, operand) : (operand, constant);
        return relation.IsEquality
            ? new ComparisonExpression<TNarrow, EqualComparison<TNarrow>>(name, l, r, relation)
            : new ComparisonExpression<TNarrow, LessComparison<TNarrow>>(name, l, r, relation);
    }
}
