namespace Rayforce.Rayfall.Planning;

/// <summary>What a query says.</summary>
internal sealed record QueryClauses
{
    /// <summary>The table, or a quoted name of one.</summary>
    public required Code From { get; init; }

    public QueryExpression? Where { get; init; }

    /// <summary>The keys of the groups: each with its name, where it has one.</summary>
    public GroupKeys? By { get; init; }

    public Code? Take { get; init; }

    public NearestClause? Nearest { get; init; }

    /// <summary>The columns to sort by, the first first, and whether descending.</summary>
    public (int Name, bool IsDescending)[] Order { get; init; } = [];

    /// <summary>The columns to compute, with the names that they get.</summary>
    public (int Name, QueryExpression Expression)[] Outputs { get; init; } = [];
}
