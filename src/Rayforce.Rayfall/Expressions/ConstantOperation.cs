using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>An operation whose result follows from the types of its operands.</summary>
internal sealed class ConstantOperation(Value result) : BinaryOperation
{
    public override ElementType Result => result.AtomType!;

    public override Value Apply(Symbols symbols, Value left, Value right) => result;

    public override RowExpression Over(Symbols symbols, RowExpression left, RowExpression right) =>
        RowExpressions.Of(result)!;
}
