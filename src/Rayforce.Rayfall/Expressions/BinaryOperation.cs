using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>What an operation does with operands of two types: made once for a pair of types, and kept.</summary>
internal abstract class BinaryOperation
{
    /// <summary>The type of the result.</summary>
    public abstract ElementType Result { get; }

    /// <summary>The result of two atoms of the types.</summary>
    public abstract Value Apply(Symbols symbols, Value left, Value right);

    /// <summary>The results of columns of the types, of which one may be constant.</summary>
    public abstract RowExpression Over(Symbols symbols, RowExpression left, RowExpression right);
}
