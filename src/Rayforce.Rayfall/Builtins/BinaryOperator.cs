using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// An operator that goes through its two operands element by element: atoms at once, columns block by block, lists item
/// by item, an atom beside each element.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="title">What messages call it.</param>
/// <param name="rule">What it does with two types; nothing where they do not go together.</param>
/// <param name="fault">The error of two types that do not, by their names.</param>
internal sealed class BinaryOperator(
    string name,
    string title,
    Func<ElementType, ElementType, OperandForm, BinaryOperation?> rule,
    Func<string, string, string> fault)
{
    private const int Codes = 17;

    private readonly BinaryOperation?[] _operations = new BinaryOperation?[5 * Codes * Codes];

    public string Name => name;

    /// <summary>Whether the truth values for the items of a list become a vector, as those of comparisons do.</summary>
    public bool GivesTruth { get; init; }

    /// <summary>Whether results of F32 are a vector outside of queries, too.</summary>
    public bool GivesSingles { get; init; }

    /// <summary>What comes of two values of which one is null, where their types do not go together; nothing for an error.</summary>
    public Func<Value, Value, Value?>? OfNulls { get; init; }

    /// <summary>How operands go together, where that depends on more than which of them is an atom.</summary>
    public Func<OperandForm, RowExpression, RowExpression, OperandForm>? FormOf { get; init; }

    /// <summary>The operator's body.</summary>
    public Value Apply(Evaluator evaluator, ReadOnlySpan<Value> arguments) =>
        Apply(evaluator, arguments[0], arguments[1]);

    public Value Apply(Evaluator evaluator, Value left, Value right)
    {
        if (left.Scalar is { } l && right.Scalar is { } r && Find(l, r, OperandForm.Atoms) is { } operation)
            return operation.Apply(evaluator.Symbols, left, right);
        return left.Column is null && right.Column is null
            ? OfAtoms(evaluator.Symbols, left, right)
            : OfColumns(evaluator, left, right);
    }

    /// <summary>The operator's row rule.</summary>
    public RowExpression? Rows(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        var (left, right) = (arguments[0], arguments[1]);
        var form = scope.InQuery ? OperandForm.Query
            : left.IsConstant ? OperandForm.AtomAndVector
            : right.IsConstant ? OperandForm.VectorAndAtom : OperandForm.Vectors;
        form = FormOf?.Invoke(form, left, right) ?? form;
        var operation = Find(left.Elements, right.Elements, form)
            ?? throw Fault.Type(fault(left.Elements.Name, right.Elements.Name));
        return operation.Over(scope.Symbols, left, right);
    }

    /// <summary>Whether the operator has a result of atoms of two types.</summary>
    public bool Takes(ElementType left, ElementType right) => Find(left, right, OperandForm.Atoms) is not null;

    private BinaryOperation? Find(ElementType left, ElementType right, OperandForm form)
    {
        // Threads that come here together make the same operation.
        ref var known = ref _operations[(((int)form * Codes) + (int)left.Type) * Codes + (int)right.Type];
        return known ??= rule(left, right, form);
    }

    private Value OfAtoms(Symbols symbols, Value left, Value right)
    {
        if (left.AtomType is { } l && right.AtomType is { } r && Find(l, r, OperandForm.Atoms) is { } operation)
            return operation.Apply(symbols, left, right);
        if ((left.IsNull || right.IsNull) && OfNulls?.Invoke(left, right) is { } result)
            return result;
        throw Fault.Type(fault(left.TypeName, right.TypeName));
    }

    private Value OfColumns(Evaluator evaluator, Value left, Value right)
    {
        (left, right) = (OfIntegers(left), OfIntegers(right));
        var (l, r) = (left.Column, right.Column);
        if (l is not null && r is not null && l.Count != r.Count)
        {
            if (IsOfSpans(left, right) && l is not ListColumn && r is not ListColumn && !Takes(l.Elements, r.Elements))
                throw Fault.Type(fault(l.Elements.Name, r.Elements.Name));
            throw Fault.Length($"{title}: operand lengths must match, got {l.Count} and {r.Count}");
        }

        if (l is ListColumn || r is ListColumn)
            return OfLists(evaluator, left, right);
        if ((!evaluator.InQuery || AsksForNulls(left, right)) && !GoTogether(left, right))
            return OfUnlike(evaluator, left, right);
        if ((l is null && !left.IsAtom) || (r is null && !right.IsAtom))
            throw Fault.Type(fault(l?.Elements.Name ?? left.TypeName, r?.Elements.Name ?? right.TypeName));

        var count = (l ?? r)!.Count;
        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, evaluator.InQuery);
        var expression = Rows(scope, [Operand(left), Operand(right)])!;
        var column = expression.ToColumn(evaluator.Budget, evaluator.Workers, count);
        return evaluator.InQuery || GivesSingles ? column : Vectors.OutsideQuery(evaluator.Budget, column);
    }

    /// <summary>Whether elements are compared with a null.</summary>
    private bool AsksForNulls(Value left, Value right) =>
        OfNulls is not null && ((left.IsAtom && left.IsNull) || (right.IsAtom && right.IsNull));

    /// <summary>Whether there is an operation for the types of two operands of which one is a vector.</summary>
    private bool GoTogether(Value left, Value right) =>
        (left.Column?.Elements ?? left.AtomType) is { } l && (right.Column?.Elements ?? right.AtomType) is { } r
        && Find(l, r, left.IsAtom ? OperandForm.AtomAndVector : right.IsAtom ? OperandForm.VectorAndAtom : OperandForm.Vectors) is not null;

    private bool IsOfSpans(Value left, Value right) =>
        !GivesSingles && Takes(ElementTypes.Timespan, ElementTypes.I64) && (left.Type == RayType.Timespan || right.Type == RayType.Timespan);

    /// <summary>A list without items is a vector of integers without elements.</summary>
    private static Value OfIntegers(Value value) => value.List is { Count: 0 } ? ElementTypes.I64.Empty : value;

    /// <summary>Types that do not go together: elements may still, where they are null; and without any there is no error.</summary>
    private Value OfUnlike(Evaluator evaluator, Value left, Value right)
    {
        if (IsOfSpans(left, right))
            throw Fault.Type(fault(left.Column?.Elements.Name ?? left.TypeName, right.Column?.Elements.Name ?? right.TypeName));
        if ((left.Column ?? right.Column)!.Count > 0)
            return OfLists(evaluator, left, right);
        var (l, r) = (Zero(left), Zero(right));
        return ((l.IsNull || r.IsNull ? OfNulls?.Invoke(l, r) : null)?.Scalar ?? ElementTypes.I64).Empty;
    }

    /// <summary>The element that a vector without any is taken to have: what is zero in memory.</summary>
    private static Value Zero(Value value) => value.Column?.Elements switch
    {
        null => value,
        { IsText: true } or { IsScalar: false } => value.Column.Elements.NullAtom,
        var type => new Value(type, 0),
    };

    private static RowExpression Operand(Value value) =>
        (value.Column is { } column ? RowExpressions.Of(column) : RowExpressions.Of(value))!;

    private Value OfLists(Evaluator evaluator, Value left, Value right)
    {
        Budget.RequireStack();
        var count = (left.Column ?? right.Column)!.Count;
        evaluator.Budget.Charge(count, ElementTypes.List.Width);
        var items = new Value[count];
        var areTruths = GivesTruth;
        for (var i = 0; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            var item = Apply(
                evaluator, left.Column is { } l ? l[i] : left, right.Column is { } r ? r[i] : right);
            areTruths &= item.Type == RayType.B8 && item.IsAtom;
            items[i] = GivesTruth ? item : Beside(left, right, item);
        }

        return areTruths ? ElementTypes.B8.FromAtoms(evaluator.Budget, items)
            : left.Column is ListColumn || right.Column is ListColumn ? new ListColumn(items)
            : Collapsing.Collapse(evaluator.Budget, items);
    }

    /// <summary>An integer, which a truth value is not, beside a list decides the type of the integers that come out.</summary>
    private static Value Beside(Value left, Value right, Value item)
    {
        var beside = left.Scalar ?? right.Scalar;
        return beside is { IsInteger: true, Type: not RayType.B8 } && item.Scalar is { IsInteger: true } own && !ReferenceEquals(own, beside)
            ? item.IsNull ? beside.NullAtom : new ArithmeticTypes(own, own, beside).ToAtom(item.Bits)
            : item;
    }
}
