namespace Rayforce.Rayfall;

/// <summary>What a query object says: a dict of clauses, and under any other key a column to compute.</summary>
internal sealed class QueryClauses
{
    private QueryClauses(RayDict dict, string verb)
    {
        if (dict.Keys is not RaySymbolVector names || Vectors.Count(dict.Values) != names.Count)
            throw Fault.Domain($"{verb}: missing `from:` clause");
        for (var i = 0; i < names.Count; i++)
        {
            var value = Vectors.At(dict.Values, i);
            switch (names[i])
            {
                case "from": From = value; break;
                case "where": Where = value; break;
                case "by": By = value; break;
                case "take": Take = value; break;
                case "asc": Ascending = value; break;
                case "desc": Descending = value; break;
                default: Columns.Add((new RaySymbol(names.GetUtf8(i)), value)); break;
            }
        }
    }

    public RayObject? From { get; }

    public RayObject? Where { get; }

    public RayObject? By { get; }

    public RayObject? Take { get; }

    public RayObject? Ascending { get; }

    public RayObject? Descending { get; }

    /// <summary>Whether the table that the query goes over has no rows to begin with.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>The columns to compute, with the names that they get.</summary>
    public List<(RaySymbol Name, RayObject Form)> Columns { get; } = [];

    /// <summary>Reads the only argument of a query.</summary>
    public static QueryClauses Read(ReadOnlySpan<RayObject> arguments, string verb)
    {
        if (arguments.IsEmpty)
            throw Fault.Arity($"{verb}: expects a query dict, got 0 args");
        var query = arguments[0] as RayDict
            ?? throw Fault.Type($"{verb}: query must be a dict, got {TypeNames.Of(arguments[0])}");
        return new QueryClauses(query, verb) is { From: not null } read
            ? read
            : throw Fault.Domain($"{verb}: missing `from:` clause");
    }
}
