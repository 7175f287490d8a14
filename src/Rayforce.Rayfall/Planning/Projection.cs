using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>
/// Computes the expressions of a query over its rows. What is computed row by row becomes one expression over blocks;
/// what is not is evaluated as it stands, with the columns in sight.
/// </summary>
internal abstract class Projection(Evaluator evaluator, QueryRows rows) : QueryScope
{
    private readonly Dictionary<int, Operand> _outputs = [];

    protected Evaluator Evaluator => evaluator;

    protected Budget Budget => evaluator.Budget;

    protected QueryRows Rows => rows;

    protected RowScope Scope => new(
        evaluator.Budget, evaluator.Symbols, InQuery: true, OfChosenRows: rows.Count < rows.Table.RowCount);

    /// <summary>Makes an output visible to those after it.</summary>
    public void Add(int name, Operand output) => _outputs[name] = output;

    public override Value? Find(int name)
    {
        if (_outputs.TryGetValue(name, out var output))
            return ToValue(output);
        return rows.Find(name);
    }

    /// <summary>What an expression is.</summary>
    public Operand Evaluate(QueryExpression expression)
    {
        Budget.RequireStack();
        Budget.Check();
        switch (expression)
        {
            case Literal { Value.IsSymbol: true, IsQuoted: false } literal when FindOperand(literal.Value.SymbolId) is { } column:
                return column;
            case Literal literal:
                return Operand.Constant(literal.Value);
            case Reference reference:
                return FindOperand(reference.Name) ?? OfGlobal(reference);
            case BuiltinCall { Builtin.Aggregate: { } aggregate } call when call.Arguments.Length == aggregate.Arity:
                return Aggregate(call, aggregate);
            case BuiltinCall call:
                return Call(call);
            case Choice choice:
                return Choose(choice);
            case Binding binding:
                return Bind(binding);
            default:
                return Whole((Opaque)expression);
        }
    }

    /// <summary>The value of an operand: of rows a column.</summary>
    public Value ToValue(Operand operand) => operand.Rows is { } expression
        ? new Value(expression.ToColumn(Budget, evaluator.Workers, rows.Count))
        : operand.Value;

    /// <summary>An operand as an expression over the rows; nothing where it is none, or a list.</summary>
    protected RowExpression? ToRows(Operand operand)
    {
        if (operand.Rows is { } expression)
            return expression;
        if (operand.Value.Column is not { } column)
            return RowExpressions.Of(operand.Value);
        if (operand.Kind == OperandKind.Constant && column.Count == 1 && rows.Count != 1)
            return RowExpressions.Of(column[0]);
        // A vector that stands beside the rows is one of the whole table's length, or of theirs.
        if (operand.Kind == OperandKind.Constant && rows.Chosen is not null && column.Count == rows.Table.RowCount)
            column = rows.Choose(column);
        return column.Count == rows.Count ? RowExpressions.Of(column) : null;
    }

    /// <summary>The value of code with the columns in sight.</summary>
    protected Value Run(Code code)
    {
        var outer = evaluator.EnterQuery(this);
        var value = code.Run(evaluator);
        evaluator.EnterQuery(outer);
        return value;
    }

    /// <summary>What a builtin makes of values, with the columns in sight.</summary>
    protected Value Apply(Builtin builtin, ReadOnlySpan<Value> arguments)
    {
        var outer = evaluator.EnterQuery(this);
        var value = builtin.Is(BuiltinTraits.Special)
            ? builtin.Body(evaluator, arguments)
            : evaluator.Apply(new Value(builtin), arguments);
        evaluator.EnterQuery(outer);
        return value;
    }

    /// <summary>The column or earlier output of a name.</summary>
    protected virtual Operand? FindOperand(int name)
    {
        if (_outputs.TryGetValue(name, out var output))
            return output;
        return rows.Column(name) is { } column ? OfColumn(column, evaluator.Symbols.Text(name)) : default(Operand?);
    }

    /// <summary>The column of a source, as what its elements are to be computed from.</summary>
    protected static Operand OfColumn(Column column, string name) => RowExpressions.Of(column, name) is { } expression
        ? new Operand(OperandKind.Rows, new Value(column), expression)
        : Operand.OfRows(column);

    /// <summary>
    /// The branch of a choice, which is made of strings where the other branch is: of a column of them, or of the empty
    /// text, while another text beside symbols is one of them. A null number is the empty text then.
    /// </summary>
    protected Operand AsText(Operand branch, Operand beside)
    {
        var isBesideText = beside.Kind == OperandKind.Rows
            ? TypeOf(beside) == RayType.String
            : beside is { Kind: OperandKind.Constant, Value: { IsAtom: true, IsNull: true, Type: RayType.String } };
        if (!isBesideText)
            return branch;
        if (branch.Value is { IsAtom: true, IsNull: true, AtomType: { IsNumeric: true } or { IsTemporal: true } })
            return Operand.Constant(ElementTypes.String.NullAtom);
        if (TypeOf(branch) != RayType.Symbol)
            return branch;
        var value = ToValue(branch) is { Column: { Count: 1 } one } && rows.Count != 1 ? one[0] : ToValue(branch);
        var texts = Casts.To(evaluator, value, ElementTypes.String);
        return texts.Column is { } column && branch.Kind == OperandKind.Rows
            ? OfColumn(column, "symbols")
            : Operand.Constant(texts);
    }

    private static RayType? TypeOf(Operand operand) =>
        operand.Rows?.Elements.Type ?? operand.Value.AtomType?.Type ?? operand.Value.Column?.Elements.Type;

    /// <summary>The call of an aggregate.</summary>
    protected abstract Operand Aggregate(BuiltinCall call, Aggregate aggregate);

    /// <summary>The call of a builtin that is computed row by row, or of the columns as a whole.</summary>
    protected abstract Operand Call(BuiltinCall call);

    /// <summary>A choice between expressions.</summary>
    protected abstract Operand Choose(Choice choice);

    /// <summary>Code that sees the columns as a whole.</summary>
    protected abstract Operand Whole(Opaque expression);

    /// <summary>The arguments as expressions over rows, or nothing where one of them cannot be one.</summary>
    /// <param name="operands">The arguments.</param>
    /// <param name="ofSet">Whether the last one is a set where it is no column of the rows.</param>
    protected RowExpression[]? ToRows(ReadOnlySpan<Operand> operands, bool ofSet = false)
    {
        var expressions = new RowExpression[operands.Length];
        for (var i = 0; i < expressions.Length; i++)
        {
            if (ofSet && i == expressions.Length - 1 && operands[i] is { Kind: OperandKind.Constant, Value.Column: { } set })
                expressions[i] = new SetExpression(set);
            else if (ToRows(operands[i]) is not { } expression)
                return null;
            else
                expressions[i] = expression;
        }

        return expressions;
    }

    /// <summary>What a builtin makes row by row that makes something else of columns; nothing where it does not here.</summary>
    protected Operand? ByRow(Builtin builtin, Operand[] operands)
    {
        if (builtin.OfRows is not { } rule || !Array.Exists(operands, operand => operand.Kind == OperandKind.Rows))
            return null;
        foreach (var operand in operands)
        {
            if (operand.Kind != OperandKind.Rows && !(operand.Kind == OperandKind.Constant && operand.Value.IsAtom))
                return null;
        }

        return rule(evaluator, Array.ConvertAll(operands, ToValue)) is { } column
            ? OfColumn(column, builtin.Name)
            : default(Operand?);
    }

    /// <summary>What an expression gives in which a name stands for another's result.</summary>
    protected virtual Operand Bind(Binding binding)
    {
        var bound = Evaluate(binding.Value);
        var isHiding = _outputs.TryGetValue(binding.Name, out var hidden);
        _outputs[binding.Name] = bound;
        var result = Evaluate(binding.Body);
        if (isHiding)
            _outputs[binding.Name] = hidden;
        else
            _outputs.Remove(binding.Name);
        return result;
    }

    private Operand OfGlobal(Reference reference)
    {
        var value = Run(reference.Code);
        return value.Table is not null || value.IsUntypedNull
            ? throw Missing(evaluator.Symbols.Text(reference.Name))
            : Operand.Constant(value);
    }
}
