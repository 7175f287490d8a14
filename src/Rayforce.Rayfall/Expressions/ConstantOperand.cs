using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>An operation on two numbers of which the right one is known.</summary>
internal sealed class ConstantOperand(BinaryOperation operation, Value right) : UnaryOperation
{
    // Numbers are compared without symbols.
    public override Value Apply(Value atom) => operation.Apply(null!, atom, right);

    public override RowExpression Over(RowExpression operand) =>
        operation.Over(null!, operand, RowExpressions.Of(right)!);
}
