using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>
/// The rows that a query goes over: a table, of which some rows may be chosen. A column is brought together when it is
/// first asked for; those that nobody uses never are.
/// </summary>
internal sealed class QueryRows(TableValue table, ReadOnlyMemory<int>? chosen, Budget budget) : QueryScope
{
    private readonly Dictionary<int, Column> _gathered = [];

    public TableValue Table => table;

    /// <summary>The numbers of the chosen rows; nothing for all.</summary>
    public ReadOnlyMemory<int>? Chosen => chosen;

    /// <summary>Whether they are all rows of the table in its order: its columns are theirs.</summary>
    public bool AreAll { get; } = chosen is not { } rows || SelectionKernel.AreAll(rows.Span, table.RowCount);

    /// <summary>How many rows there are.</summary>
    public int Count => chosen?.Length ?? table.RowCount;

    /// <summary>All rows of the table.</summary>
    public QueryRows All => new(table, null, budget);

    /// <summary>Those of these rows that stand at some places.</summary>
    public QueryRows Choose(int[] places)
    {
        if (chosen is not { } rows)
            return new QueryRows(table, places, budget);
        budget.Charge(places.Length, sizeof(int));
        var numbers = LargeArray.Allocate<int>(places.Length);
        Column<int>.Gather(rows.Span, places, numbers, 0);
        return new QueryRows(table, numbers, budget);
    }

    public override Value? Find(int name) => Column(name) is { } column ? new Value(column) : default(Value?);

    /// <summary>The column of a name, its chosen rows, or nothing.</summary>
    public Column? Column(int name)
    {
        if (_gathered.TryGetValue(name, out var known))
            return known;
        if (table.Find(name) is not { } column)
            return null;
        var gathered = Choose(column);
        _gathered.Add(name, gathered);
        return gathered;
    }

    /// <summary>These rows with a column more, unless there is one of that name.</summary>
    public QueryRows With(int name, Column column)
    {
        _gathered.TryAdd(name, column);
        return this;
    }

    /// <summary>The chosen elements of a column of the table's length.</summary>
    public Column Choose(Column column)
    {
        if (chosen is not { } rows || (AreAll && column.Count == table.RowCount))
            return column;
        budget.Charge(rows.Length, column.Elements.Width);
        return column.Gather(rows.Span);
    }
}
