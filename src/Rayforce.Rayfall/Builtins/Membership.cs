using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary><c>in</c> and <c>not-in</c> row by row, against a set that is the same for all rows.</summary>
internal static class Membership
{
    /// <summary>The expression for elements and a set of one atom; nothing where the set is not constant.</summary>
    public static RowExpression<byte>? Of(RowScope scope, ReadOnlySpan<RowExpression> arguments, bool negated) =>
        arguments[1] switch
        {
            SetExpression set => Of(scope, arguments[0], set.Set, negated),
            { IsConstant: true } atom => Of(scope, arguments[0], atom.ToColumn(scope.Budget, Workers.One, 1), negated),
            _ => null,
        };

    /// <summary>The expression for elements and a set; nothing where only a search value by value can tell.</summary>
    public static RowExpression<byte>? Of(RowScope scope, RowExpression elements, Column set, bool negated)
    {
        if (set is ListColumn)
            return null;
        if (elements is TextExpression texts)
            return set is TextColumn ? Of(scope, texts, set, negated) : null;
        var (type, other) = (elements.Elements, set.Elements);
        if (!type.IsScalar)
            return null;
        if (type.Type == other.Type || (type.IsNumeric && other.IsNumeric))
        {
            if (type.IsFloat || other.IsFloat)
                return Of(scope, Matching.Widen(elements, ElementTypes.F64)!, Wide(scope, set, ElementTypes.F64), negated);
            if (type.Type != other.Type)
                return Of(scope, Matching.Widen(elements, ElementTypes.I64)!, Wide(scope, set, ElementTypes.I64), negated);
            return elements switch
            {
                RowExpression<byte> e => Of(scope, e, (Column<byte>)set, negated),
                RowExpression<short> e => Of(scope, e, (Column<short>)set, negated),
                RowExpression<int> e => Of(scope, e, (Column<int>)set, negated),
                RowExpression<long> e => Of(scope, e, (Column<long>)set, negated),
                _ => null,
            };
        }

        return null;
    }

    private static Column<T> Wide<T>(RowScope scope, Column set, ElementType<T> elements)
        where T : unmanaged, INumber<T> =>
        (Column<T>)Matching.Widen(RowExpressions.Of(set)!, elements)!.ToColumn(scope.Budget, Workers.One, set.Count);

    private static MembershipExpression<T> Of<T>(RowScope scope, RowExpression<T> elements, Column<T> set, bool negated)
        where T : unmanaged, INumber<T> =>
        new(elements, new MemberSet<T>(scope.Budget, set.Span), negated, scope.InQuery);

    private static TextMaskExpression Of(RowScope scope, TextExpression elements, Column set, bool negated)
    {
        var texts = new TextColumn(elements.Texts, hasNulls: false);
        var answers = Answers(scope, texts, set, negated);
        var none = ElementTypes.String.FromAtoms(scope.Budget, [ElementTypes.String.NullAtom]);
        return new TextMaskExpression(
            answers, Answers(scope, none, set, negated)[0], elements.Rows, negated ? "not-in" : "in");
    }

    private static byte[] Answers(RowScope scope, Column texts, Column set, bool negated)
    {
        var found = Matching.Find(scope.Budget, Workers.One, set, texts);
        scope.Budget.Charge(found.Length);
        var answers = new byte[found.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var holds = found[i] >= 0 != negated && !(scope.InQuery && texts.IsNull(i));
            answers[i] = holds ? (byte)1 : (byte)0;
        }

        return answers;
    }
}
