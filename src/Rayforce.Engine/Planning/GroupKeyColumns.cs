using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>The columns by which a query groups its rows.</summary>
internal sealed class GroupKeyColumns
{
    private readonly Evaluator _evaluator;
    private readonly QueryRows _rows;
    private readonly GroupKeys _keys;

    public GroupKeyColumns(Evaluator evaluator, QueryRows rows, GroupKeys keys)
    {
        (_evaluator, _rows, _keys) = (evaluator, rows, keys);
        if (keys.Keys.Length == 0)
            throw Fault.Domain("by-dict must have at least 1 key");
        var projection = new PlainProjection(evaluator, rows);
        Columns = Array.ConvertAll(keys.Keys, key => (NameOf(key.Name, key.Expression), Compute(projection, key)));
    }

    public (int Name, Column Column)[] Columns { get; }

    /// <summary>Whether there is one key, which is computed, and whose groups native gives in its order.</summary>
    public bool AreComputed => !_keys.IsDict && _keys.Keys is [{ Expression: BuiltinCall { Builtin.Rows: not null } }]
        && Columns[0].Column.Elements is { IsInteger: true };

    public Grouping Group() => Grouping.Of(
        _evaluator.Budget, _evaluator.Workers, Array.ConvertAll(Columns, column => column.Column));

    /// <summary>The keys of the groups.</summary>
    /// <param name="grouping">The groups.</param>
    /// <param name="isMarked">
    /// Whether symbols that come from a column are marked as holding nulls, as native marks them beside outputs.
    /// </param>
    public IEnumerable<(int Name, Column Column)> Of(Grouping grouping, bool isMarked)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            var (name, column) = Columns[i];
            _evaluator.Budget.Charge(grouping.Count, column.Elements.Width);
            var keys = column.Gather(grouping.FirstRows);
            if (isMarked && keys.Elements.Type == RayType.Symbol && _keys.Keys[i].Expression is not BuiltinCall)
                keys = keys.Marked(NullMark.Yes);
            yield return (name, keys is Column<double> { Span: var values } && values.Contains(0.0) ? WithoutMinusZero(keys) : keys);
        }
    }

    /// <summary>Whether an output only repeats a key.</summary>
    public bool IsKey(QueryExpression output) =>
        output is Reference reference && Array.Exists(
            _keys.Keys, key => key.Expression is Reference { Name: var name } && name == reference.Name);

    /// <summary>A table of groups in the order of their key.</summary>
    public TableValue Ascending(TableValue groups)
    {
        var order = Sorting.Order(
            _evaluator.Budget, _evaluator.Workers, _evaluator.Symbols, [groups.Columns[0]], [false]);
        return groups.Gather(order);
    }

    private Column Compute(PlainProjection projection, (int? Name, QueryExpression Expression) key)
    {
        if (_keys.IsDict && _rows.Table.IndexOf(key.Name!.Value) >= 0
            && (key.Expression as Reference)?.Name != key.Name)
            throw Fault.Domain("by-dict alias shadows an existing input column");
        if (key.Expression is Literal { Value.IsSymbol: true } quoted && _rows.Column(quoted.Value.SymbolId) is null)
            throw Fault.Schema(_evaluator.Symbols.Text(quoted.Value.SymbolId));
        if (key.Expression is Reference reference && _keys.Keys.Length > 1 && !_keys.IsDict && _rows.Column(reference.Name) is null)
            throw Fault.Domain("by: column not found in table");
        var value = projection.ToValue(projection.Evaluate(key.Expression));
        if (value.Column is { } column)
        {
            return column.Count == _rows.Count
                ? column
                : throw Fault.Length($"by: key has {column.Count} values for {_rows.Count} rows");
        }

        if (_keys.IsDict)
            throw Fault.Length("by-dict val must be a column vector");
        var type = value.AtomType ?? throw Fault.Type($"by: a key cannot be {TypeNames.Of(value)}");
        return type.Repeat(_evaluator.Budget, value, _rows.Count);
    }

    /// <summary>Keys in which -0.0 is 0.0, as it is grouped.</summary>
    private static Column<double> WithoutMinusZero(Column keys)
    {
        var values = ((Column<double>)keys).Span.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] += 0.0;
        return new Column<double>(ElementTypes.F64, values, keys.HasNulls);
    }

    /// <summary>
    /// The name of a key: its own, or that of the first column in it; the empty one of a literal, <c>key</c> otherwise.
    /// </summary>
    private int NameOf(int? name, QueryExpression expression)
    {
        if (name is { } given)
            return given;
        return expression switch
        {
            Reference reference => reference.Name,
            Literal { Value.IsSymbol: true } literal => literal.Value.SymbolId,
            Literal => SymbolTable.Empty,
            _ => FirstColumn(expression) ?? _evaluator.Symbols.Intern("key"u8),
        };
    }

    private int? FirstColumn(QueryExpression expression)
    {
        switch (expression)
        {
            case Reference reference when _rows.Table.IndexOf(reference.Name) >= 0:
                return reference.Name;
            case BuiltinCall call:
                foreach (var argument in call.Arguments)
                {
                    if (FirstColumn(argument) is { } found)
                        return found;
                }

                return null;
            default:
                return null;
        }
    }
}
