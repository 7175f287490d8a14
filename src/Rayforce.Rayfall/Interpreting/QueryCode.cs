using Rayforce.Rayfall.Planning;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The clauses of a query as code.</summary>
internal sealed class QueryCode
{
    public required Node From { get; init; }

    public Node? Where { get; init; }

    public (int? Name, Node Expression)[]? By { get; init; }

    /// <summary>Whether <see cref="By"/> names each key itself.</summary>
    public bool IsByDict { get; init; }

    public Node? Take { get; init; }

    public NearestClause? Nearest { get; init; }

    public (int Name, bool IsDescending)[] Order { get; init; } = [];

    public (int Name, Node Expression)[] Outputs { get; init; } = [];

    /// <summary>Whether the query gives rows of its table as they are, those for which a condition holds.</summary>
    public bool IsFilter => this is { Where: not null, By: null, Take: null, Order.Length: 0, Outputs.Length: 0 };

    /// <summary>The clauses, with what local names stand for now.</summary>
    public QueryClauses Plan(Machine machine) => new()
    {
        From = From,
        Where = Where?.ToQuery(machine),
        By = By is null
            ? null
            : new GroupKeys(Array.ConvertAll(By, key => (key.Name, key.Expression.ToQuery(machine))), IsByDict),
        Take = Take,
        Nearest = Nearest,
        Order = Order,
        Outputs = Array.ConvertAll(Outputs, output => (output.Name, output.Expression.ToQuery(machine))),
    };
}
