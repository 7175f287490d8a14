namespace Rayforce.Queries;

/// <summary>What the columns of a select, update or grouping have to keep to.</summary>
internal static class Clauses
{
    private static readonly string[] Reserved = ["from", "where", "by", "take", "asc", "desc"];

    /// <summary>
    /// Refuses an empty list, a column that comes twice, and a name that is a clause of the same dict.
    /// </summary>
    public static void Check(string method, IEnumerable<string> columns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!seen.Add(column))
                throw new ArgumentException($"{method}: the column '{column}' comes twice.");
            if (Array.IndexOf(Reserved, column) >= 0)
                throw new ArgumentException(
                    $"{method}: '{column}' is a clause of a query and cannot name a column in one.");
        }

        if (seen.Count == 0)
            throw new ArgumentException($"{method}: name one column at least.");
    }

    /// <summary>Several conditions as one.</summary>
    public static RayExpression And(RayExpression? first, RayExpression second) =>
        first is null ? second : first & second;
}
