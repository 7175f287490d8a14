using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A comparison of strings or symbols.</summary>
internal sealed class TextOperation(string name, Relation relation) : BinaryOperation
{
    public override ElementType Result => ElementTypes.B8;

    public override Value Apply(Symbols symbols, Value left, Value right) =>
        Value.Bool(relation.Holds(Utf8(symbols, left).SequenceCompareTo(Utf8(symbols, right))));

    public override RowExpression Over(Symbols symbols, RowExpression left, RowExpression right)
    {
        // A string beside symbols is one of them, or none: numbers are compared, not texts.
        if (left is RowExpression<int> && right is TextExpression { IsConstant: true } last)
            right = Symbol(symbols, last);
        else if (right is RowExpression<int> && left is TextExpression { IsConstant: true } head)
            left = Symbol(symbols, head);
        if (left.Elements.Type != right.Elements.Type)
            throw Fault.Type($"cannot compare {left.Elements.Name} and {right.Elements.Name}");
        if (left is RowExpression<int> l && right is RowExpression<int> r)
        {
            if (relation.IsEquality)
                return new ComparisonExpression<int, Kernels.EqualComparison<int>>(name, l, r, relation);
            if (r is ConstantExpression<int> constant)
                return new SymbolOrder(name, symbols, l, constant.Value, relation);
            if (l is ConstantExpression<int> first)
            {
                // Turned round, less is greater: the sides change, and the opposite stays what it is.
                var turned = relation with { IsSwapped = !relation.IsSwapped };
                return new SymbolOrder(name, symbols, r, first.Value, turned);
            }
        }

        // A column of strings beside symbols is none of those cases.
        if (left.Elements != right.Elements)
            throw Fault.Type($"{name}: incomparable operand types, got {left.Elements.VectorName} and {right.Elements.VectorName}");
        return new TextComparison(name, symbols, left, right, relation);
    }

    private static ConstantExpression<int> Symbol(Symbols symbols, TextExpression constant) =>
        new(ElementTypes.Symbol, symbols.Intern(constant.Texts.Utf8(0)));

    private static ReadOnlySpan<byte> Utf8(Symbols symbols, Value atom) =>
        atom.Text is { } text ? text.Utf8 : symbols.Utf8(atom.SymbolId);
}
