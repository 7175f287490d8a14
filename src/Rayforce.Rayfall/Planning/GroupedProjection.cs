using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>Computes expressions over rows in groups: one value of each group, or one list.</summary>
internal sealed class GroupedProjection(Evaluator evaluator, QueryRows rows, Grouping grouping)
    : Projection(evaluator, rows)
{
    private Arrangement? _arrangement;
    private bool _inAggregate;

    // The group whose rows are in sight, while code is evaluated group by group.
    private int _group = -1;
    private Dictionary<int, Column>? _arranged;

    private Arrangement Arrangement => _arrangement ??= grouping.Arrange(Budget, Evaluator.Workers);

    /// <summary>The keys that have names of their own, which outputs can ask for like columns.</summary>
    public (int Name, Column Column)[] Keys { get; init; } = [];

    /// <summary>
    /// Whether the results go into the rows of an update: a choice is made for each row then, outside of aggregates, too.
    /// </summary>
    public bool IsOfUpdate { get; init; }

    public override Value? Find(int name)
    {
        if (_group < 0)
            return base.Find(name);
        if (Rows.Table.IndexOf(name) < 0)
            return base.Find(name) is { Column: { } output } && output.Count == grouping.Count ? output[_group] : base.Find(name);
        _arranged ??= [];
        if (!_arranged.TryGetValue(name, out var column))
            _arranged.Add(name, column = Arrange(Rows.Column(name)!));
        return new Value(PartOf(column, _group));
    }

    /// <summary>The column of an output, a value for each group.</summary>
    /// <param name="operand">The output.</param>
    /// <param name="isBesideLists">Whether another output has a list for each group, beside which native lists literals.</param>
    public Column ToOutput(Operand operand, bool isBesideLists = false)
    {
        switch (operand.Kind)
        {
            case OperandKind.Aggregate or OperandKind.Whole when operand.Rows is { } computed:
                return computed.ToColumn(Budget, Evaluator.Workers, grouping.Count);
            case OperandKind.Aggregate or OperandKind.Whole:
                return operand.Value.Column!;
            case OperandKind.Constant:
                var type = isBesideLists ? ElementTypes.List : operand.Value.AtomType ?? ElementTypes.List;
                return type.Repeat(Budget, operand.Value, grouping.Count);
            default:
                return Parts(Arrange(ToValue(operand).Column!));
        }
    }

    /// <summary>The column of an output, a value for each row: those of a group's list go round its rows.</summary>
    public Column ToRowOutput(Operand operand)
    {
        switch (operand.Kind)
        {
            case OperandKind.Rows:
                return ToValue(operand).Column!;
            case OperandKind.Constant:
                if (operand.Value.Column is { Count: 1 } and not ListColumn && grouping.GroupOfRow.Length != 1)
                    return ToRowOutput(Operand.Constant(operand.Value.Column[0]));
                if (operand.Value.Column is { } vector)
                    return RoundEachGroup(vector);
                var type = operand.Value.AtomType is { } atom ? ElementTypes.Find(atom.Type)! : ElementTypes.List;
                return type.Repeat(Budget, operand.Value, grouping.GroupOfRow.Length);
            case OperandKind.Whole when ToOutput(operand) is ListColumn parts:
                Budget.Charge(grouping.GroupOfRow.Length, ElementTypes.List.Width);
                var values = new Value[grouping.GroupOfRow.Length];
                for (var group = 0; group < grouping.Count; group++)
                {
                    var part = parts[group].Column;
                    var members = Arrangement[group];
                    for (var i = 0; i < members.Length; i++)
                        values[members[i]] = part is null ? parts[group] : part[i % part.Count];
                }

                return Collapsing.Collapse(Budget, values);
            default:
                var column = ToOutput(operand);
                Budget.Charge(grouping.GroupOfRow.Length, column.Elements.Width);
                return column.Gather(grouping.GroupOfRow);
        }
    }

    /// <summary>As many elements as each group has rows, for the rows of each.</summary>
    private Column RoundEachGroup(Column vector)
    {
        Budget.Charge(grouping.GroupOfRow.Length, sizeof(int) + vector.Elements.Width);
        var places = new int[grouping.GroupOfRow.Length];
        for (var group = 0; group < grouping.Count; group++)
        {
            var members = Arrangement[group];
            if (members.Length != vector.Count)
                throw Fault.Length($"update by: {vector.Count} values for a group of {members.Length} rows");
            for (var i = 0; i < members.Length; i++)
                places[members[i]] = i;
        }

        return vector.Gather(places);
    }

    protected override Operand? FindOperand(int name) =>
        _inAggregate && Rows.Column(name) is { } column
            ? OfColumn(column, Evaluator.Symbols.Text(name))
            : base.FindOperand(name) ?? FindKey(name);

    private Operand? FindKey(int name)
    {
        foreach (var (key, column) in Keys)
        {
            if (key == name)
                return OfColumn(column, Evaluator.Symbols.Text(name));
        }

        return null;
    }

    protected override Operand Aggregate(BuiltinCall call, Aggregate aggregate)
    {
        var outer = _inAggregate;
        _inAggregate = true;
        if (call is { Builtin.Name: "count", Arguments: [BuiltinCall { Builtin.Name: "distinct", Arguments: [var counted] }] }
            && Evaluate(counted) is { Kind: OperandKind.Rows } values)
        {
            _inAggregate = outer;
            return Operand.OfGroups(DistinctCounts(ToValue(values).Column!));
        }

        var operands = Array.ConvertAll(call.Arguments, Evaluate);
        _inAggregate = outer;
        if (Array.Exists(operands, operand => operand.Kind == OperandKind.Aggregate))
            throw Fault.Domain("select by: an aggregate of the group cannot be aggregated again");
        // In an update the product of nothing but nulls is 1, as outside of queries.
        if (!Array.Exists(operands, operand => operand.Kind == OperandKind.Whole) && !(IsOfUpdate && call.Builtin.Name == "prod")
            && ToRows(operands) is { } arguments)
            return Operand.OfGroups(AggregateScan.ByGroup(Evaluator, grouping, [(aggregate, arguments)])[0]);
        Evaluator.Explanation?.Add($"{call.Builtin.Name} of the rows of each group, one group after another");
        return EachGroup(call.Builtin, operands, OperandKind.Aggregate);
    }

    protected override Operand Call(BuiltinCall call)
    {
        var operands = Array.ConvertAll(call.Arguments, Evaluate);
        var ofGroups = Array.Exists(operands, operand => operand.Kind == OperandKind.Aggregate);
        var ofParts = Array.Exists(operands, operand => operand.Kind == OperandKind.Whole);
        var ofRows = Array.Exists(operands, operand => operand.Kind == OperandKind.Rows);
        if (!ofGroups && !ofParts && !ofRows)
            return Operand.Constant(Apply(call.Builtin, Array.ConvertAll(operands, operand => operand.Value)));
        if (_inAggregate && ofGroups && ofRows)
            throw Fault.Domain("select by: an aggregate of the group cannot be aggregated again");
        if (ofRows && !ofParts && (call.Builtin.Is(BuiltinTraits.AcrossGroups) ? !ofGroups && !IsOfUpdate : _inAggregate && call.Builtin.Is(BuiltinTraits.Ordered)))
        {
            // As native has it, a series inside an aggregate runs along all rows, whatever their group; a rank always does.
            var series = Apply(call.Builtin, Array.ConvertAll(operands, ToValue));
            if (series.Column is { } column && column.Count == Rows.Count)
                return OfColumn(column, call.Builtin.Name);
        }

        if (ByRow(call.Builtin, operands) is { } joined)
            return joined;
        if (call.Builtin.Rows is { } rule && !ofParts)
        {
            if (ofRows)
                operands = Array.ConvertAll(operands, Spread);
            var arguments = ofRows ? ToRows(operands, call.Builtin.Is(BuiltinTraits.OfSet)) : GroupsToRows(operands);
            var scope = _inAggregate || call.Builtin.Is(BuiltinTraits.OfSet) ? Scope : Scope with { InQuery = false };
            if (arguments is not null && rule(scope, arguments) is { } expression)
            {
                return ofRows
                    ? Operand.Of(expression)
                    : Operand.OfGroups(expression.ToColumn(Budget, Evaluator.Workers, grouping.Count));
            }
        }

        if (ofGroups && !ofRows && !ofParts)
        {
            // What groups have one value of each is a column like any other.
            var values = Array.ConvertAll(operands, operand => operand.Kind == OperandKind.Constant ? operand.Value : new Value(ToOutput(operand)));
            return Apply(call.Builtin, values).Column is { } made && made.Count == grouping.Count
                ? Operand.OfGroups(made)
                : throw Fault.Domain("select by: an output did not evaluate to one value per group");
        }

        return EachGroup(call.Builtin, operands, OperandKind.Whole);
    }

    protected override Operand Choose(Choice choice)
    {
        var condition = Evaluate(choice.Pairs[0].Condition);
        if (condition.Kind == OperandKind.Constant)
        {
            var rest = Truth.Of(condition.Value) ? choice.Pairs[0].Branch
                : choice.Pairs.Length == 1 ? choice.Otherwise
                : new Choice(choice.Code, choice.Pairs[1..], choice.Otherwise);
            return Evaluate(rest);
        }

        if ((_inAggregate || IsOfUpdate) && condition.Kind == OperandKind.Rows)
        {
            var branch = Spread(Evaluate(choice.Pairs[0].Branch));
            var otherwise = Spread(choice.Pairs.Length == 1
                ? Evaluate(choice.Otherwise)
                : Choose(new Choice(choice.Code, choice.Pairs[1..], choice.Otherwise)));
            (branch, otherwise) = (AsText(branch, beside: otherwise), AsText(otherwise, beside: branch));
            if (ToRows([condition, branch, otherwise]) is [{ } test, { } then, { } rest]
                && Conditions.Rows(Scope, test, then, rest) is { } expression)
                return Operand.Of(expression);
        }

        // Of one value of each group a choice for each; of rows, too, as a whole.
        return EachGroup(choice.Code);
    }

    protected override Operand Whole(Opaque expression) => EachGroup(expression.Code);

    protected override Operand Bind(Binding binding) => EachGroup(binding.Code);

    /// <summary>How many different values each group has: how many groups of it and of the values there are.</summary>
    private Column<long> DistinctCounts(Column values)
    {
        var groups = new Column<int>(ElementTypes.I32, grouping.GroupOfRow, hasNulls: false);
        Budget.Charge(grouping.Count, sizeof(long));
        var counts = new long[grouping.Count];
        foreach (var row in Grouping.Of(Budget, Evaluator.Workers, groups, values).FirstRows)
            counts[grouping.GroupOfRow[row]]++;
        return ElementTypes.I64.Wrap(counts, hasNulls: false);
    }

    private Operand EachGroup(Code code)
    {
        Budget.Charge(grouping.Count, ElementTypes.List.Width);
        Evaluator.Explanation?.Add("code evaluated for each group");
        var values = new Value[grouping.Count];
        var outer = _group;
        for (_group = 0; _group < values.Length; _group++)
        {
            Budget.Step();
            values[_group] = Run(code);
        }

        _group = outer;
        return Operand.OfParts(Collapsing.Collapse(Budget, values));
    }

    private Operand EachGroup(Builtin builtin, Operand[] operands, OperandKind kind)
    {
        Budget.Charge(grouping.Count, ElementTypes.List.Width);
        var columns = Array.ConvertAll(operands, operand => operand.Kind switch
        {
            OperandKind.Constant => null,
            OperandKind.Rows => Arrange(ToValue(operand).Column!),
            _ => ToOutput(operand),
        });
        var values = new Value[grouping.Count];
        var arguments = new Value[operands.Length];
        for (var group = 0; group < values.Length; group++)
        {
            Budget.Step();
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = operands[i].Kind switch
                {
                    OperandKind.Constant => operands[i].Value,
                    OperandKind.Rows => new Value(PartOf(columns[i]!, group)),
                    _ => columns[i]![group],
                };
            }

            values[group] = Apply(builtin, arguments);
        }

        return new Operand(kind, new Value(Collapsing.Collapse(Budget, values)));
    }

    /// <summary>An operand of groups as one of rows: each row has its group's value.</summary>
    private Operand Spread(Operand operand)
    {
        if (operand.Kind != OperandKind.Aggregate)
            return operand;
        var column = ToOutput(operand);
        Budget.Charge(grouping.GroupOfRow.Length, column.Elements.Width);
        return OfColumn(column.Gather(grouping.GroupOfRow), "group");
    }

    private static RowExpression[]? GroupsToRows(Operand[] operands)
    {
        var expressions = new RowExpression[operands.Length];
        for (var i = 0; i < expressions.Length; i++)
        {
            var expression = operands[i].Kind == OperandKind.Constant
                ? RowExpressions.Of(operands[i].Value)
                : RowExpressions.Of(operands[i].Value.Column!);
            if (expression is null)
                return null;
            expressions[i] = expression;
        }

        return expressions;
    }

    private Column Arrange(Column column)
    {
        var order = Arrangement.Order;
        Budget.Charge(order.Length, column.Elements.Width);
        return column.Gather(order);
    }

    private Column PartOf(Column arranged, int group) =>
        arranged.Slice(Arrangement.Starts[group], Arrangement.Starts[group + 1] - Arrangement.Starts[group]);

    private ListColumn Parts(Column arranged)
    {
        Budget.Charge(grouping.Count, ElementTypes.List.Width);
        var parts = new Value[grouping.Count];
        for (var group = 0; group < parts.Length; group++)
            parts[group] = new Value(PartOf(arranged, group));
        return new ListColumn(parts);
    }
}
