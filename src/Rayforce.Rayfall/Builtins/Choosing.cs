using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// The greater or the lesser of two: of numbers, and of moments of one kind, in the type of both; of anything else that
/// can be compared the one operand or the other, as it is.
/// </summary>
internal static class Choosing
{
    /// <summary>The declaration of an operator.</summary>
    /// <param name="op">The operator of numbers and moments.</param>
    /// <param name="goesBefore">The comparison that the right operand has to stand to be chosen.</param>
    /// <param name="summary">What it does.</param>
    public static Builtin Declare(BinaryOperator op, BinaryOperator goesBefore, string summary) =>
        new(RayType.Binary, op.Name, summary)
        {
            Traits = BuiltinTraits.ByRow | BuiltinTraits.MadeFirst,
            Body = (evaluator, arguments) => Choose(evaluator, op, goesBefore, arguments[0], arguments[1]),
            Rows = (scope, arguments) =>
                AreChosen(op, goesBefore, arguments[0].Elements, arguments[1].Elements) ? null : op.Rows(scope, arguments),
        };

    private static Value Choose(
        Evaluator evaluator, BinaryOperator op, BinaryOperator goesBefore, Value left, Value right, bool isItem = false)
    {
        var (some, others) = (left.Column, right.Column);
        var isList = some is ListColumn || others is ListColumn;
        if (!isList && ((some?.Elements ?? left.AtomType) is not { } l || (others?.Elements ?? right.AtomType) is not { } r
            || !AreChosen(op, goesBefore, l, r)))
            return op.Apply(evaluator, left, right);
        if (some is null && others is null)
            return goesBefore.Apply(evaluator, right, left).Bits != 0 ? right : left;
        if (some is not null && others is not null && some.Count != others.Count)
            throw Fault.Length($"{op.Name}: operand lengths must match, got {some.Count} and {others.Count}");
        Budget.RequireStack();
        var count = (some ?? others)!.Count;
        evaluator.Budget.Charge(count, ElementTypes.List.Width);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            items[i] = Choose(
                evaluator, op, goesBefore, some is null ? left : some[i], others is null ? right : others[i], isItem: true);
        }

        // Texts stay a list outside of queries, and so do the lists in a list.
        var staysList = (isList && isItem) || (!evaluator.InQuery && count > 0 && (items[0].AtomType is not { } type || type.IsText || !type.IsScalar));
        return staysList ? new ListColumn(items)
            : count == 0 ? (isList ? ElementTypes.I64 : (some ?? others)!.Elements).Empty
            : Collapsing.Collapse(evaluator.Budget, items);
    }

    /// <summary>Whether the types are compared, and have no type in common.</summary>
    private static bool AreChosen(BinaryOperator op, BinaryOperator goesBefore, ElementType left, ElementType right) =>
        left.Type != RayType.List && right.Type != RayType.List
        && !op.Takes(left, right) && goesBefore.Takes(left, right);
}
