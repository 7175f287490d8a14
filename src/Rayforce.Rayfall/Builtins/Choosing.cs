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
            Traits = BuiltinTraits.ByRow,
            Body = (evaluator, arguments) => Choose(evaluator, op, goesBefore, arguments[0], arguments[1]),
            Rows = (scope, arguments) =>
                AreChosen(op, goesBefore, arguments[0].Elements, arguments[1].Elements) ? null : op.Rows(scope, arguments),
        };

    private static Value Choose(
        Evaluator evaluator, BinaryOperator op, BinaryOperator goesBefore, Value left, Value right)
    {
        if ((left.Column?.Elements ?? left.AtomType) is not { } l || (right.Column?.Elements ?? right.AtomType) is not { } r
            || !AreChosen(op, goesBefore, l, r))
            return op.Apply(evaluator, left, right);
        var (some, others) = (left.Column, right.Column);
        if (some is null && others is null)
            return goesBefore.Apply(evaluator, right, left).Bits != 0 ? right : left;
        if (some is not null && others is not null && some.Count != others.Count)
            throw Fault.Length($"{op.Name}: operand lengths must match, got {some.Count} and {others.Count}");
        var count = (some ?? others)!.Count;
        evaluator.Budget.Charge(count, ElementTypes.List.Width);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            var (one, other) = (some is null ? left : some[i], others is null ? right : others[i]);
            items[i] = goesBefore.Apply(evaluator, other, one).Bits != 0 ? other : one;
        }

        return l.IsScalar && !l.IsText || evaluator.InQuery
            ? Collapsing.Collapse(evaluator.Budget, items)
            : new ListColumn(items);
    }

    /// <summary>Whether the types are compared, and have no type in common.</summary>
    private static bool AreChosen(BinaryOperator op, BinaryOperator goesBefore, ElementType left, ElementType right) =>
        left.Type != RayType.List && right.Type != RayType.List
        && !op.Takes(left, right) && goesBefore.Takes(left, right);
}
