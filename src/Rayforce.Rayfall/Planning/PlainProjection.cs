using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>Computes expressions over rows that are not grouped.</summary>
internal sealed class PlainProjection(Evaluator evaluator, QueryRows rows) : Projection(evaluator, rows)
{
    private bool _hasRead;

    /// <summary>Whether what is not computed row by row takes its columns whole, and not row after row.</summary>
    public bool TakesWhole { get; init; }

    protected override Operand Aggregate(BuiltinCall call, Aggregate aggregate)
    {
        var operands = Array.ConvertAll(call.Arguments, Evaluate);
        if (Array.TrueForAll(operands, operand => operand.Kind is OperandKind.Constant or OperandKind.Aggregate)
            && Array.TrueForAll(operands, operand => operand.Value.IsAtom))
        {
            // An aggregate of one value is that of a column which repeats it, except where it is itself one of the rows.
            if (Array.Exists(operands, operand => operand.Kind == OperandKind.Aggregate))
                return Operand.Aggregate(Apply(call.Builtin, Array.ConvertAll(operands, ToValue)));
        }
        else if (Array.Exists(operands, operand => operand.Kind == OperandKind.Whole) || ToRows(operands) is null)
        {
            return Operand.Aggregate(Apply(call.Builtin, Array.ConvertAll(operands, ToValue)));
        }

        return ToRows(operands) is { } arguments
            ? Operand.Aggregate(AggregateScan.One(Evaluator, aggregate, arguments, Rows))
            : Operand.Aggregate(Apply(call.Builtin, Array.ConvertAll(operands, ToValue)));
    }

    protected override Operand Call(BuiltinCall call)
    {
        if (call.Builtin.Is(BuiltinTraits.Ordered) && Rows.Chosen is not null)
        {
            // As native has it, a series runs along all rows of the table, of which some are chosen then.
            var all = new PlainProjection(Evaluator, Rows.All);
            var series = all.ToValue(all.Evaluate(call));
            return series.Column is { } along && along.Count == Rows.Table.RowCount
                ? Operand.OfRows(Rows.Choose(along))
                : Operand.Aggregate(series);
        }

        var operands = Array.ConvertAll(call.Arguments, Evaluate);
        var ofRows = Array.Exists(operands, operand => operand.Kind == OperandKind.Rows);
        if (ofRows && call.Builtin.Rows is { } rule && ToRows(operands, call.Builtin.Is(BuiltinTraits.OfSet)) is { } arguments
            && rule(ScopeOf(call), arguments) is { } expression)
            return Operand.Of(expression);
        if (ByRow(call.Builtin, operands) is { } joined)
            return joined;
        var values = Array.ConvertAll(operands, ToValue);
        if (!ofRows)
        {
            var value = Apply(call.Builtin, values);
            if (Array.Exists(operands, operand => operand.Kind == OperandKind.Whole) && value.Column is { } made)
                return Operand.Whole(made);
            return Array.Exists(operands, operand => operand.Kind is OperandKind.Aggregate or OperandKind.Whole)
                ? Operand.Aggregate(value)
                : Operand.Constant(value) with { IsCell = call.Builtin.Rows is null && !IsWhole(call.Builtin) };
        }

        if (call.Builtin.Rows is not null || IsWhole(call.Builtin))
        {
            var value = Apply(call.Builtin, values);
            return value.Column is not { } column ? Operand.Aggregate(value)
                : column.Count == Rows.Count && call.Builtin.Rows is not null ? Operand.OfRows(column)
                : Operand.Whole(column);
        }

        return Operand.OfRows(EachRow(call.Builtin, operands, values));
    }

    private RowScope ScopeOf(BuiltinCall call) =>
        !call.Builtin.Is(BuiltinTraits.OfSet) && Array.Exists(call.Arguments, argument => argument.IsMadeFirst)
            ? Scope with { InQuery = false }
            : Scope;

    protected override Operand Choose(Choice choice)
    {
        foreach (var (condition, branch) in choice.Pairs)
        {
            var operand = Evaluate(condition);
            if (operand.Kind is OperandKind.Rows or OperandKind.Whole)
                return ChooseByRow(choice, operand);
            if (Truth.Of(operand.Value))
                return Evaluate(branch);
        }

        return Evaluate(choice.Otherwise);
    }

    public override Value? Find(int name)
    {
        var column = base.Find(name);
        _hasRead |= column.HasValue;
        return column;
    }

    protected override Operand Whole(Opaque expression)
    {
        _hasRead = false;
        var value = Run(expression.Code);
        return value.Function is not null || (value.Column is null && (expression.Call is null || !_hasRead))
                ? Operand.Constant(value)
            : value.Column is not { } column ? Operand.Aggregate(value)
            : column.Count == Rows.Count ? Operand.OfRows(column)
            : Operand.Whole(column);
    }

    private bool IsWhole(Builtin builtin) =>
        TakesWhole || builtin.Is(BuiltinTraits.Ordered) || builtin.Is(BuiltinTraits.Whole);

    private Operand ChooseByRow(Choice choice, Operand condition)
    {
        var rest = choice.Pairs.Length == 1
            ? choice.Otherwise
            : new Choice(choice.Code, choice.Pairs[1..], choice.Otherwise);
        if (Branch(choice.Pairs[0].Branch, condition, when: true) is not { } then)
            return Evaluate(rest);
        if (Branch(rest, condition, when: false) is not { } otherwise)
            return then;
        (then, otherwise) = (AsText(then, beside: otherwise), AsText(otherwise, beside: then));
        return ToRows([condition, then, otherwise]) is [{ } test, { } chosen, { } other]
            ? Operand.Of(Conditions.Rows(Scope, test, chosen, other))
            : Operand.OfRows(ChooseEach(condition, then, otherwise));
    }

    /// <summary>
    /// A branch: for all rows, or, where it fails for one of them, for those that take it; nothing where none does.
    /// </summary>
    private Operand? Branch(QueryExpression branch, Operand condition, bool when)
    {
        try
        {
            return Evaluate(branch);
        }
        catch (RayfallException e) when (e.Code != "limit")
        {
            var places = Places(ToValue(condition), when);
            if (places.Length == 0)
                return null;
            if (places.Length == Rows.Count)
                throw;
            var some = new PlainProjection(Evaluator, Rows.Choose(places));
            if (some.ToValue(some.Evaluate(branch)).Column is not { } values || values.Count != places.Length)
                throw;
            Budget.Charge(Rows.Count, sizeof(int) + values.Elements.Width);
            var rows = new int[Rows.Count];
            Array.Fill(rows, -1);
            for (var i = 0; i < places.Length; i++)
                rows[places[i]] = i;
            // The rows that do not take it are no nulls of the branch.
            return OfColumn(values.Gather(rows).Marked(values.HasNulls ? NullMark.Yes : NullMark.No), "branch");
        }
    }

    /// <summary>The rows for which a condition holds, or does not.</summary>
    private int[] Places(Value condition, bool when)
    {
        var places = new RowList(Budget);
        for (var row = 0; row < Rows.Count; row++)
        {
            if (row % Budget.BlockSize == 0)
                Budget.Check();
            if (Truth.Of(condition.Column is { } truths ? truths[row] : condition) == when)
                places.Add(row);
        }

        return places.ToArray();
    }

    private Column ChooseEach(Operand condition, Operand branch, Operand otherwise)
    {
        var (tests, thens, elses) = (ToValue(condition), ToValue(branch), ToValue(otherwise));
        Budget.Charge(Rows.Count, ElementTypes.List.Width);
        var values = new Value[Rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            if (row % Budget.BlockSize == 0)
                Budget.Check();
            values[row] = Cell(Truth.Of(Cell(tests, row)) ? thens : elses, row);
        }

        return Collapsing.Collapse(Budget, values);

        Value Cell(Value value, int row) => value.Column is { } column && column.Count == values.Length ? column[row] : value;
    }

    /// <summary>What a builtin that takes no columns makes of each row's elements.</summary>
    private Column EachRow(Builtin builtin, Operand[] operands, Value[] values)
    {
        Budget.Charge(Rows.Count, ElementTypes.List.Width);
        var results = new Value[Rows.Count];
        var arguments = new Value[values.Length];
        for (var row = 0; row < results.Length; row++)
        {
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = operands[i].Kind == OperandKind.Rows ? values[i].Column![row] : values[i];
            results[row] = Apply(builtin, arguments);
        }

        return Collapsing.Collapse(Budget, results);
    }
}
