using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>An operation on two columns of numbers of one type, or on a column and a constant.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="elements">The type of the results.</param>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
internal sealed class ArithmeticExpression<T, TOperation, TGuard>(
    string name, ElementType<T> elements, RowExpression<T> left, RowExpression<T> right)
    : RowExpression<T>
    where T : unmanaged, INumber<T>
    where TOperation : struct, IArithmetic<T>
    where TGuard : struct, INullGuard<T>
{
    public override ElementType<T> Elements => elements;

    public override bool HasNulls { get; } = left.HasNulls || right.HasNulls || MakesNullsOf(elements);

    /// <summary>Where nulls come of none or vanish, the results are looked at; else operands pass their mark on.</summary>
    public override bool LooksForNulls { get; } = TOperation.TakesNulls
        ? left.HasNulls || right.HasNulls
        : (MakesNullsOf(elements) && !IsMarked(left) && !IsMarked(right)) || left.LooksForNulls || right.LooksForNulls;

    public override string Describe(Symbols symbols) => $"({name} {left.Describe(symbols)} {right.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        if (TOperation.TakesNulls || (!left.HasNulls && !right.HasNulls && !elements.IsFloat))
            Run<Unguarded<T>>(block, target);
        else
            Run<TGuard>(block, target);
    }

    private static bool MakesNullsOf(ElementType<T> elements) => 
        !TOperation.TakesNulls && (elements.IsFloat || TOperation.MakesNulls);

    private static bool IsMarked(RowExpression<T> operand) => operand.HasNulls && !operand.LooksForNulls;

    private void Run<TNulls>(in Block block, Span<T> target)
        where TNulls : struct, INullGuard<T>
    {
        if (left is ConstantExpression<T> l)
        {
            ArithmeticKernel.Run<T, TOperation, TNulls, Constant<T>, Elements<T>>(
                new(l.Value), new(right.Read(block)), target);
        }
        else if (right is ConstantExpression<T> r)
        {
            ArithmeticKernel.Run<T, TOperation, TNulls, Elements<T>, Constant<T>>(
                new(left.Read(block)), new(r.Value), target);
        }
        else
        {
            ArithmeticKernel.Run<T, TOperation, TNulls, Elements<T>, Elements<T>>(
                new(left.Read(block)), new(right.Read(block)), target);
        }
    }
}
