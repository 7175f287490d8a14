using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>What a server can say of the columns of its tables while it carries out a change.</summary>
internal static class SqlColumns
{
    /// <summary>The type of a column.</summary>
    public static RayExpression TypeOf(string table, string column) =>
        Call("type", Call("at", Column(table), Symbol(column)));

    /// <summary>The type of a column by its place.</summary>
    public static RayExpression TypeOf(string table, int place) =>
        Call("type", Call("at", Column(table), Call("at", Call("cols", Column(table)), place)));

    /// <summary>Raises an error where a column has no nulls: a null would be true, or 0, there.</summary>
    public static RayExpression HasNulls(RayExpression type, string column) => If(
        type.IsIn("B8", "U8"), Call("raise", $"The column '{column}' has no null"), 0);
}
