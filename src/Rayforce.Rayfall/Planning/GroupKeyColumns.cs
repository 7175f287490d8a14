using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>The columns by which a query groups its rows.</summary>
internal sealed class GroupKeyColumns
{
    // Native gave hashed order at three keys a thousand million apart, and its keys' order up to a hundred million.
    private const long MostCounted = 1 << 27;

    private readonly Evaluator _evaluator;
    private readonly QueryRows _rows;
    private readonly GroupKeys _keys;
    private readonly int[] _outputs;

    /// <param name="evaluator">The request.</param>
    /// <param name="rows">The rows to group.</param>
    /// <param name="keys">By what.</param>
    /// <param name="outputs">The names that the outputs take: a key without a name gets none of them.</param>
    public GroupKeyColumns(Evaluator evaluator, QueryRows rows, GroupKeys keys, int[] outputs)
    {
        (_evaluator, _rows, _keys, _outputs) = (evaluator, rows, keys, outputs);
        if (keys.Keys.Length == 0)
            throw Fault.Domain("by-dict must have at least 1 key");
        var projection = new PlainProjection(evaluator, rows) { TakesWhole = true };
        Columns = Array.ConvertAll(keys.Keys, key => (NameOf(key.Name, key.Expression), Compute(projection, key)));
    }

    public (int Name, Column Column)[] Columns { get; }

    /// <summary>
    /// Whether there is one key, which is computed, of integers that lie close to each other: native counts such groups
    /// in a table by their key and gives them in its order, where all outputs can be counted so.
    /// </summary>
    public bool AreCounted(TableValue groups)
    {
        if (_keys.IsDict || _keys.Keys is not [{ Expression: BuiltinCall { Builtin.Rows: not null } or Choice }]
            || !groups.Columns[0].Elements.IsInteger || groups.RowCount == 0 || groups.Columns.ToArray().Any(column => column.Type == RayType.String))
            return false;
        if (groups.Columns[0].Type != RayType.B8 && _keys.Keys[0].Expression is BuiltinCall && FirstColumn(_keys.Keys[0].Expression) is { } source && _rows.Table.Find(source)!.HasNulls)
            return false;
        var (least, greatest) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < groups.RowCount; i++)
        {
            if (groups.Columns[0].IsNull(i))
                return false;
            if (i % Budget.BlockSize == 0)
                _evaluator.Budget.Check();
            var key = groups.Columns[0][i].Bits;
            (least, greatest) = (Math.Min(least, key), Math.Max(greatest, key));
        }

        return greatest - least < MostCounted;
    }

    /// <summary>Whether there are several keys, of which one makes native group rows in another way.</summary>
    public bool AreHashed => _keys.Keys.Length > 1 && Array.Exists(_keys.Keys, key => IsHashed(key.Expression));

    /// <summary>Whether there is one key, which is computed.</summary>
    public bool IsComputed => !_keys.IsDict && _keys.Keys is [{ Expression: BuiltinCall or Choice } key] && !IsPartOfMoment(key.Expression);

    public Grouping Group() => Grouping.Of(
        _evaluator.Budget, _evaluator.Workers, Array.ConvertAll(Columns, column => column.Column));

    /// <summary>The keys of the groups.</summary>
    /// <param name="grouping">The groups.</param>
    /// <param name="outputs">How many outputs there are that are no keys.</param>
    /// <param name="onePerGroup">Whether all of them have one value for each group.</param>
    public IEnumerable<(int Name, Column Column)> Of(Grouping grouping, int outputs, bool onePerGroup)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            var (name, column) = Columns[i];
            if (name == SymbolTable.Empty && (outputs == 0 || !onePerGroup))
                name = _evaluator.Symbols.Intern("key"u8);
            _evaluator.Budget.Charge(grouping.Count, column.Elements.Width);
            var keys = column.Gather(grouping.FirstRows);
            if (keys.Elements.Type == RayType.Symbol && AreMarked(outputs, onePerGroup))
                keys = keys.Marked(NullMark.Yes);
            else if (keys.Elements.Type == RayType.String && IsComputed && outputs > 0 && onePerGroup)
                keys = keys.Marked(NullMark.No);
            yield return (name, keys is Column<double> { Span: var values } && values.Contains(0.0) ? WithoutMinusZero(keys) : keys);
        }
    }

    /// <summary>A column of the groups' first rows, marked as the keys are.</summary>
    public Column Mark(Column first) =>
        first.Elements.Type == RayType.Symbol && AreMarked(outputs: 0, onePerGroup: true)
            && (_keys.Keys.Length > 1 || _rows.Count > 0)
            ? first.Marked(NullMark.Yes)
            : first;

    /// <summary>
    /// Whether an output only repeats the key, where there is one; of a dictionary, under its column's name.
    /// </summary>
    public bool IsKey(QueryExpression output) => output is Reference reference
        && _keys.Keys is [{ Expression: Reference { Name: var name } } only] && name == reference.Name
        && (!_keys.IsDict || only.Name == reference.Name);

    /// <summary>Whether a key is also written as an output under its own name.</summary>
    public bool IsWritten((int Name, QueryExpression Expression)[] outputs, int key) =>
        Array.Exists(outputs, output => output.Name == key && IsKey(output.Expression));

    /// <summary>Whether an output can be counted in a table by key: its aggregates need no list of the rows.</summary>
    public static bool Counts(QueryExpression output) => output is not BuiltinCall call
        || (call.Builtin.Name is not ("cov" or "pearson_corr" or "med" or "quantile" or "percentile" or "mode" or "top" or "bot" or "distinct")
            && Array.TrueForAll(call.Arguments, Counts));

    /// <summary>A table of groups in the order of their key.</summary>
    public TableValue Ascending(TableValue groups)
    {
        var order = Sorting.Order(
            _evaluator.Budget, _evaluator.Workers, _evaluator.Symbols, [groups.Columns[0]], [false]);
        return groups.Gather(order);
    }

    /// <summary>Two groups by a column of truth values: native gives them in the order of the table, whichever rows are chosen.</summary>
    public TableValue AsInTable(TableValue groups) =>
        _rows.Chosen is not null && groups.RowCount == 2 && _keys.Keys is [{ Expression: Reference key }]
        && _rows.Table.Find(key.Name) is { Type: RayType.B8 } source && groups.Find(Columns[0].Name) is { } keys
        && keys[0].Bits != source[0].Bits
            ? groups.Gather([1, 0])
            : groups;

    /// <summary>A table of groups that native counts by symbols it has computed: they come in the order of their numbers.</summary>
    public TableValue ByNumber(TableValue groups)
    {
        if (!IsComputed || groups.Find(Columns[0].Name) is not Column<int> { Elements.Type: RayType.Symbol } symbols
            || groups.Columns.ToArray().Any(column => column.Type == RayType.String))
            return groups;
        // Those that the request has made come behind the others; their numbers go down from -1.
        _evaluator.Budget.Charge(symbols.Count, sizeof(int) + sizeof(long));
        var numbers = Array.ConvertAll(symbols.Span.ToArray(), symbol => symbol < 0 ? int.MaxValue - (long)symbol : symbol);
        var order = Enumerable.Range(0, symbols.Count).ToArray();
        Array.Sort(numbers, order);
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
        var operand = projection.Evaluate(key.Expression);
        if (key.Expression is BuiltinCall { Builtin.Aggregate: null, IsMadeFirst: true }
            && operand is { Rows.IsConstant: true } or { Rows: null, Value.IsAtom: true })
            throw Fault.Length("select by: key expression must yield one value per row");
        var value = projection.ToValue(operand);
        if (value.Column is ListColumn && key.Expression is BuiltinCall)
            throw Fault.Length("select by: key expression must yield one value per row");
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

    /// <summary>
    /// Whether symbols among the keys are marked as holding nulls although they hold none, as native marks them: it
    /// depends on which of its ways to group it takes.
    /// </summary>
    private bool AreMarked(int outputs, bool onePerGroup)
    {
        if (_keys.Keys.Length > 1)
            return outputs == 0 ? !Array.Exists(_keys.Keys, key => IsHashed(key.Expression)) : onePerGroup;
        return _keys.IsDict || _keys.Keys[0].Expression is Reference or Literal { Value.IsSymbol: true }
            ? outputs > 0 || _rows.Count == 0
            : outputs == 0 ? _rows.Count > 0 && !IsPartOfMoment(_keys.Keys[0].Expression) : !onePerGroup;
    }

    /// <summary>Whether a key is a column of floats, or of symbols with a null: native then groups rows in another way.</summary>
    private bool IsHashed(QueryExpression key) => key is Reference reference && _rows.Table.Find(reference.Name) is { } source
        && (source.Elements.IsFloat || (source.Type == RayType.Symbol && source.HasNulls));

    private static bool IsPartOfMoment(QueryExpression expression) =>
        expression is BuiltinCall { Builtin: var builtin } && builtin.Is(BuiltinTraits.OfMoment) && !builtin.Is(BuiltinTraits.QueryOnly);

    /// <summary>Keys in which -0.0 is 0.0, as it is grouped.</summary>
    private Column<double> WithoutMinusZero(Column keys)
    {
        _evaluator.Budget.Charge(keys.Count, sizeof(double));
        var values = LargeArray.Allocate<double>(keys.Count);
        TensorPrimitives.Add(((Column<double>)keys).Span, 0.0, values);
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
            _ => FirstColumn(expression) is { } column && !_outputs.Contains(column)
                ? column
                : _evaluator.Symbols.Intern("key"u8),
        };
    }

    private int? FirstColumn(Value code)
    {
        if (code.IsSymbol)
            return _rows.Table.IndexOf(code.SymbolId) >= 0 ? code.SymbolId : null;
        if (code.List is not { } list)
            return null;
        foreach (var item in list.Span)
        {
            if (FirstColumn(item) is { } found)
                return found;
        }

        return null;
    }

    private int? FirstColumn(QueryExpression expression)
    {
        switch (expression)
        {
            case Reference reference when _rows.Table.IndexOf(reference.Name) >= 0:
                return reference.Name;
            case BuiltinCall { Arguments: [Reference or BuiltinCall, Reference right], Builtin.Type: RayType.Binary } call
                when _rows.Table.IndexOf(right.Name) >= 0:
                return right.Name;
            case BuiltinCall { Arguments: [_, BuiltinCall] or [BuiltinCall, _] }:
                return null;
            case BuiltinCall call:
                foreach (var argument in call.Arguments)
                {
                    if (FirstColumn(argument) is { } found)
                        return found;
                }

                return null;
            case Opaque { Call: { } code }:
                return FirstColumn(new Value(code));
            default:
                return null;
        }
    }
}
