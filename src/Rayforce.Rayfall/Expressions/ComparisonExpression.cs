using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A comparison of two columns of numbers of one type, or of a column and a constant.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="left">The left operand of the comparison: the right one of a relation that is swapped.</param>
/// <param name="right">The other operand.</param>
/// <param name="relation">What is asked.</param>
internal sealed class ComparisonExpression<T, TComparison>(
    string name, RowExpression<T> left, RowExpression<T> right, Relation relation)
    : RowExpression<byte>, ITruthCount
    where T : unmanaged, INumber<T>
    where TComparison : struct, IComparison<T>
{
    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override bool IsQuick => left.IsQuick && right.IsQuick;

    public override string Describe(Symbols symbols) => relation.IsSwapped
        ? $"({name} {right.Describe(symbols)} {left.Describe(symbols)})"
        : $"({name} {left.Describe(symbols)} {right.Describe(symbols)})";

    // Whether numbers are equal is seen from their bits, but for floats.
    public bool CountsInPlace => typeof(TComparison) == typeof(EqualComparison<T>)
        && typeof(T) != typeof(double) && typeof(T) != typeof(float)
        && left is ColumnExpression<T> && right is ConstantExpression<T>;

    public int Count(in Block block)
    {
        var equal = EqualCount.Of(left.Read(block), ((ConstantExpression<T>)right).Value);
        return relation.IsNegated ? block.Count - equal : equal;
    }

    public override void Write(in Block block, Span<byte> target)
    {
        if (left is ConstantExpression<T> l)
        {
            ComparisonKernel.Run<T, TComparison, Constant<T>, Elements<T>>(
                new(l.Value), new(right.Read(block)), relation.IsNegated, target);
        }
        else if (right is ConstantExpression<T> r)
        {
            ComparisonKernel.Run<T, TComparison, Elements<T>, Constant<T>>(
                new(left.Read(block)), new(r.Value), relation.IsNegated, target);
        }
        else
        {
            ComparisonKernel.Run<T, TComparison, Elements<T>, Elements<T>>(
                new(left.Read(block)), new(right.Read(block)), relation.IsNegated, target);
        }
    }
}
