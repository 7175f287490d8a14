using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary><c>if</c> and <c>cond</c> over columns: the branch of each row.</summary>
internal static class Conditions
{
    /// <summary>For each row the one or the other value, by its condition.</summary>
    /// <exception cref="RayfallException">The types do not go together.</exception>
    public static RowExpression Rows(
        RowScope scope, RowExpression condition, RowExpression then, RowExpression otherwise)
    {
        var truths = Logic.True(condition) ?? throw Fault.Type(
            $"if: condition must be boolean, numeric or temporal, got {condition.Elements.VectorName}");
        if (then.Elements.IsText || otherwise.Elements.IsText)
            return OfTexts(scope, truths, then, otherwise);
        if (then is RowExpression<Guid> one && otherwise is RowExpression<Guid> other)
            return new ChoiceExpression<Guid>(ElementTypes.Guid, truths, one, other, !scope.OfChosenRows);
        if (!then.Elements.IsScalar || !otherwise.Elements.IsScalar)
            throw Mixed(then, otherwise);
        return ResultType(then, otherwise) switch
        {
            ElementType<byte> type => Choose(scope, type, truths, then, otherwise),
            ElementType<short> type => Choose(scope, type, truths, then, otherwise),
            ElementType<int> type => Choose(scope, type, truths, then, otherwise),
            ElementType<long> type => Choose(scope, type, truths, then, otherwise),
            ElementType<float> type => Choose(scope, type, truths, then, otherwise),
            var type => Choose(scope, (ElementType<double>)type, truths, then, otherwise),
        };
    }

    private static ChoiceExpression<T> Choose<T>(
        RowScope scope, ElementType<T> type, RowExpression<byte> condition, RowExpression then, RowExpression otherwise)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(type, condition, Conversions.To(then, type), Conversions.To(otherwise, type), !scope.OfChosenRows);

    private static ElementType ResultType(RowExpression then, RowExpression otherwise)
    {
        var (left, right) = (then.Elements, otherwise.Elements);
        if (ReferenceEquals(left, right) || IsNullNumber(otherwise))
            return left;
        if (IsNullNumber(then))
            return right;
        if (left.IsFloat || right.IsFloat)
            return ElementTypes.F64;
        if (left.IsTemporal || right.IsTemporal)
            return left.Width == 8 || right.Width == 8 ? ElementTypes.I64 : ElementTypes.I32;
        return left.Type > right.Type ? left : right;
    }

    /// <summary>Whether it is a null literal, which becomes the null of the other type where that is temporal.</summary>
    private static bool IsNullNumber(RowExpression operand) =>
        operand is { IsConstant: true, HasNulls: true, Elements.IsNumeric: true };

    private static RowExpression OfTexts(
        RowScope scope, RowExpression<byte> condition, RowExpression then, RowExpression otherwise)
    {
        // A text literal beside symbols, or beside another literal, is a symbol, unless it is empty; so is a null literal.
        var areSymbols = IsSymbolOrLiteral(then) && IsSymbolOrLiteral(otherwise)
            && !IsEmptyLiteral(then) && !IsEmptyLiteral(otherwise);
        if (areSymbols)
        {
            return new ChoiceExpression<int>(
                ElementTypes.Symbol, condition, ToSymbols(scope, then), ToSymbols(scope, otherwise), !scope.OfChosenRows);
        }

        if (then is not TextExpression left || otherwise is not TextExpression right)
            throw Mixed(then, otherwise);
        var texts = new TextBlockBuilder(scope.Budget, left.Texts.Count + right.Texts.Count);
        foreach (var block in (ReadOnlySpan<TextBlock>)[left.Texts, right.Texts])
        {
            for (var i = 0; i < block.Count; i++)
            {
                if (i % Budget.BlockSize == 0)
                    scope.Budget.Check();
                texts.Add(block.Utf8(i));
            }
        }

        return new TextExpression(
            texts.ToBlock(),
            new TextChoice(condition, left.Rows, right.Rows, left.Texts.Count),
            left.HasNulls || right.HasNulls ? NullMark.IfAny : NullMark.No);
    }

    private static bool IsSymbolOrLiteral(RowExpression operand) =>
        operand.Elements.Type == RayType.Symbol
        || (operand.IsConstant && operand.Elements.Type == RayType.String)
        || operand is { IsConstant: true, HasNulls: true, Elements: { IsNumeric: true } or { IsTemporal: true } };

    private static bool IsEmptyLiteral(RowExpression operand) =>
        operand is TextExpression { IsConstant: true, Texts: { Count: 1 } text } && text.Utf8(0).IsEmpty;

    private static RowExpression<int> ToSymbols(RowScope scope, RowExpression operand) => operand switch
    {
        RowExpression<int> { Elements.Type: RayType.Symbol } symbols => symbols,
        TextExpression text => new ConstantExpression<int>(
            ElementTypes.Symbol, scope.Symbols.Intern(text.Texts.Utf8(0))),
        _ => new ConstantExpression<int>(ElementTypes.Symbol, SymbolTable.Empty),
    };

    private static RayfallException Mixed(RowExpression then, RowExpression otherwise) => Fault.Type(
        $"if: branches mix {then.Elements.VectorName} and {otherwise.Elements.VectorName}");
}
