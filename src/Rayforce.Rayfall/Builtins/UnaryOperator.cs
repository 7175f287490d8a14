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

    private Value OfColumn(Evaluator evaluator, Column column)
    {
        if (RowExpressions.Of(column) is not { } operand)
            throw Fault.Type(fault(column.TypeName));
        var results = Find(column.Elements, evaluator.InQuery).Over(operand)
            .ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
        return evaluator.InQuery ? results : Vectors.OutsideQuery(evaluator.Budget, results);
    }

    /// <summary>As in native the first result decides the type of all.</summary>
    private Column OfList(Evaluator evaluator, ListColumn list)
    {
        Budget.RequireStack();
        if (list.Count == 0)
            return ofNothing.Empty;
        evaluator.Budget.Charge(list.Count, ElementTypes.List.Width);
        var items = new Value[list.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            items[i] = list[i].IsUntypedNull && !IsOfMoments ? ofNothing.NullAtom : Apply(evaluator, list[i]);
        }

        return Vectors.OfResults(evaluator.Budget, items);
    }
}
