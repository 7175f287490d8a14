using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// An operator that goes through its operand element by element: atoms at once, columns block by block, lists item by
/// item.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="rule">What it does with a type, in a query or outside; nothing where the type is not for it.</param>
/// <param name="fault">The error of such a type, by its name.</param>
/// <param name="ofNothing">The type of what comes of an empty list.</param>
internal sealed class UnaryOperator(
    string name,
    Func<ElementType, bool, UnaryOperation?> rule,
    Func<string, string> fault,
    ElementType ofNothing)
{
    private const int Codes = 17;

    private readonly UnaryOperation?[] _operations = new UnaryOperation?[2 * Codes];

    /// <summary>Whether the result is of the operand's type: a null of any temporal type is then itself, else null.</summary>
    public bool KeepsType { get; init; }

    /// <summary>
    /// Whether native goes through vectors and lists itself: then a null of any type gives null, and a list has no vectors.
    /// </summary>
    private bool IsAtomic => name is "neg" or "abs" or "floor" or "ceil" or "round" or "sqrt" or "exp" or "log";

    /// <summary>Whether it is one of moments, which a timespan is not, null or not.</summary>
    public bool IsOfMoments { get; init; }

    /// <summary>The operator as a builtin.</summary>
    public Builtin Declare(string summary) => new(RayType.Unary, name, summary) { Body = Apply, Rows = Rows };

    /// <summary>The operator's body.</summary>
    public Value Apply(Evaluator evaluator, ReadOnlySpan<Value> arguments) => Apply(evaluator, arguments[0]);

    public Value Apply(Evaluator evaluator, Value operand)
    {
        if (operand.Scalar is { } type)
        {
            return operand.IsNull && (type.IsTemporal || type.IsText) && !(IsOfMoments && (type.IsText || type.Type == RayType.Timespan))
                ? KeepsType ? operand : ofNothing.NullAtom
                : Find(type, inQuery: false).Apply(operand);
        }

        if (operand.IsAtom && operand.IsNull && !IsOfMoments)
            return KeepsType ? operand : ofNothing.NullAtom;
        if (operand.Column is { } column)
            return column is ListColumn list ? OfList(evaluator, list) : OfColumn(evaluator, column);
        throw Fault.Type(fault(operand.TypeName));
    }

    /// <summary>The operator's row rule.</summary>
    public RowExpression Rows(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        Find(arguments[0].Elements, scope.InQuery).Over(arguments[0]);

    private UnaryOperation Find(ElementType type, bool inQuery)
    {
        // Threads that come here together make the same operation.
        ref var known = ref _operations[(inQuery ? Codes : 0) + (int)type.Type];
        return known ??= rule(type, inQuery) ?? throw Fault.Type(fault(type.Name));
    }

    private bool Takes(ElementType type, bool inQuery) => rule(type, inQuery) is not null;

    /// <summary>What comes of a vector of another type that has nothing but nulls; nothing where it has more.</summary>
    private Column? OfNothing(Budget budget, Column column)
    {
        if (column.Count == 0)
        {
            var type = column.Elements;
            return KeepsType && (type.Type == RayType.Guid || type.IsText) ? column
                : type.IsTemporal ? ElementTypes.I64.Empty
                : ofNothing.Empty;
        }

        for (var i = 0; i < column.Count; i++)
        {
            if (!column.IsNull(i))
                return null;
        }

        if (!KeepsType)
            return ofNothing.Repeat(budget, ofNothing.NullAtom, column.Count);
        if (column.Elements.IsTemporal)
            return column;
        budget.Charge(column.Count, ElementTypes.List.Width);
        return new ListColumn([.. Enumerable.Range(0, column.Count).Select(i => column[i])]);
    }

    private Value OfColumn(Evaluator evaluator, Column column)
    {
        if (IsAtomic && !Takes(column.Elements, evaluator.InQuery) && OfNothing(evaluator.Budget, column) is { } none)
            return none;
        if (RowExpressions.Of(column) is not { } operand)
            throw Fault.Type(fault(column.TypeName));
        var results = Find(column.Elements, evaluator.InQuery).Over(operand)
            .ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
        return evaluator.InQuery ? results : Vectors.OutsideQuery(evaluator.Budget, results);
    }

    /// <summary>As in native the first result decides the type of all.</summary>
    private Column OfList(Evaluator evaluator, ListColumn list)
    {
        if (IsOfMoments)
            throw Fault.Type(fault(list.TypeName));
        Budget.RequireStack();
        if (list.Count == 0)
            return ofNothing.Empty;
        evaluator.Budget.Charge(list.Count, ElementTypes.List.Width);
        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            items[i] = list[i] switch
            {
                { IsUntypedNull: true } => ofNothing.NullAtom,
                var item when item.IsAtom || !IsAtomic => Apply(evaluator, item),
                var item => throw Fault.Type(fault(item.TypeName)),
            };
        }

        return Vectors.OfResults(evaluator.Budget, items);
    }
}
