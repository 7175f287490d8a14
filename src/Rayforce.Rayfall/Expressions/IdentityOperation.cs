using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>An operation that has nothing to do: integers are whole already.</summary>
internal sealed class IdentityOperation : UnaryOperation
{
    public override Value Apply(Value atom) => atom;

    public override RowExpression Over(RowExpression operand) => operand;
}
