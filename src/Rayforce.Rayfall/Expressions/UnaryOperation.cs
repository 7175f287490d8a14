using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>What an operation does with operands of one type: made once for the type, and kept.</summary>
internal abstract class UnaryOperation
{
    /// <summary>The result of an atom of the type.</summary>
    public abstract Value Apply(Value atom);

    /// <summary>The results of a column of the type.</summary>
    public abstract RowExpression Over(RowExpression operand);
}
