using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>The order of rows. Sorting keeps the order of what is equal, so the last key is sorted by first.</summary>
internal sealed class SqlOrdering(SqlContext context)
{
    /// <summary>A table in order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="orders">What it is ordered by, and that as a value of its rows.</param>
    public TableQuery Apply(TableQuery table, IEnumerable<(SqlOrder Order, RayExpression Value)> orders)
    {
        foreach (var (order, value) in orders.Reverse())
        {
            table = Sorted(table, value, order.IsDescending);
            // A null is the least in Rayfall; where it is wanted elsewhere, being null is a key of its own.
            if (order.NullsFirst is { } first && first == order.IsDescending)
                table = Sorted(table, value.IsNull(), isDescending: first);
        }

        return table;
    }

    private TableQuery Sorted(TableQuery table, RayExpression value, bool isDescending)
    {
        if (value.ToRayObject() is RaySymbol { IsQuoted: false } column)
            return isDescending ? table.OrderByDescending(column.Name) : table.OrderBy(column.Name);
        var (rows, key) = (context.NewName("t"), context.NewName("k"));
        var keys = Call("at", Table(Column(rows)).Select(value.As(key)), Symbol(key));
        return Table(Call(
            Lambda([rows], Call("at", Column(rows), Call(isDescending ? "idesc" : "iasc", keys))), table));
    }
}
