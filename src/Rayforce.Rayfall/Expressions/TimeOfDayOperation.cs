using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>An operation on two lengths of time, of which one is the time of day of a timestamp.</summary>
/// <param name="inner">The operation on lengths of time.</param>
/// <param name="isLeft">Whether the timestamp is the left operand.</param>
internal sealed class TimeOfDayOperation(BinaryOperation inner, bool isLeft) : BinaryOperation
{
    private const long Day = 86_400_000_000_000;

    private static readonly ArithmeticOperation<long, ModuloOperation<long>, IntegerGuard<long>> TimeOfDay = new(
        "%", new(ElementTypes.Timestamp, ElementTypes.I64, ElementTypes.Timespan), ElementTypes.Timespan);

    public override ElementType Result => inner.Result;

    public override Value Apply(Symbols symbols, Value left, Value right) => isLeft
        ? inner.Apply(symbols, TimeOfDay.Apply(symbols, left, Value.Int64(Day)), right)
        : inner.Apply(symbols, left, TimeOfDay.Apply(symbols, right, Value.Int64(Day)));

    public override RowExpression Over(Symbols symbols, RowExpression left, RowExpression right)
    {
        var day = new ConstantExpression<long>(ElementTypes.I64, Day);
        return isLeft
            ? inner.Over(symbols, TimeOfDay.Over(symbols, left, day), right)
            : inner.Over(symbols, left, TimeOfDay.Over(symbols, right, day));
    }
}
