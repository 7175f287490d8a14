using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Arithmetic computed in one type of numbers: that of the operands, or one that both become.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="types">The types of the operands, and of the result.</param>
/// <param name="numbers">The type in which it is computed; where it lies in memory as the result, the result's.</param>
internal sealed class ArithmeticOperation<T, TOperation, TGuard>(
    string name, ArithmeticTypes types, ElementType<T> numbers)
    : BinaryOperation
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TOperation : struct, IArithmetic<T>
    where TGuard : struct, INullGuard<T>
{
    private readonly AtomReader<T> _left = new(types.Left, T.CreateTruncating(types.LeftScale), Rounds(numbers));
    private readonly AtomReader<T> _right = new(types.Right, T.CreateTruncating(types.RightScale), Rounds(numbers));
    private readonly ElementType<T> _numbers = types.Result as ElementType<T> ?? numbers;
    private readonly bool _isOfSpans = types.Left.Type == RayType.Timespan || types.Right.Type == RayType.Timespan;
    private readonly Value _none = types.Result.NullAtom;

    public override ElementType Result => types.Result;

    public override Value Apply(Symbols symbols, Value left, Value right)
    {
        var hasLeft = _left.TryRead(left, out var l);
        var hasRight = _right.TryRead(right, out var r);
        var result = TOperation.Invoke(l, r);
        if (!TOperation.TakesNulls && !(hasLeft && hasRight))
            return _none;
        if (!T.IsFinite(result))
            return (TOperation.MarksNulls && !_isOfSpans) || types.Result.Type != RayType.F64 ? _none : Value.NotFinite;
        if ((TOperation.MakesNulls || TOperation.TakesNulls) && result == AtomReader<T>.Null)
            return _none;
        return types.ToAtom(TOperation.TakesNulls ? result : TGuard.Guard(l, r, result));
    }

    public override RowExpression Over(Symbols symbols, RowExpression left, RowExpression right)
    {
        RowExpression<T> result = new ArithmeticExpression<T, TOperation, TGuard>(
            name, _numbers,
            Conversions.To(left, numbers, types.LeftScale), Conversions.To(right, numbers, types.RightScale));
        if (types.ResultScale != 1)
        {
            var unit = new ConstantExpression<T>(numbers, T.CreateTruncating(types.ResultScale));
            result = new ArithmeticExpression<T, FloorDivideOperation<T>, TGuard>("div", numbers, result, unit);
        }

        return ReferenceEquals(result.Elements, types.Result) ? result : Conversions.To(result, types.Result);
    }

    /// <summary>Timespans are computed with rounded floats, as a float becomes a timespan.</summary>
    private static bool Rounds(ElementType<T> numbers) => numbers.Type == RayType.Timespan;
}
