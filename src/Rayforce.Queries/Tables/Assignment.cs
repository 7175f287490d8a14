namespace Rayforce.Queries;

/// <summary>
/// A column and the value it gets, of an update, insert or upsert; <see cref="Query.Set"/> makes one.
/// </summary>
public sealed class Assignment
{
    internal Assignment(string column, RayExpression value)
    {
        Column = Names.Check(column, nameof(Query.Set), nameof(column));
        Value = value;
    }

    /// <summary>The column's name.</summary>
    public string Column { get; }

    internal RayExpression Value { get; }
}
