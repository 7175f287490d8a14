using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>
/// The queries within an expression. They know nothing of the rows around them, so each is carried out once, before:
/// what uses them is a function of their values.
/// </summary>
internal sealed class SqlQueries(SqlContext context)
{
    private readonly List<(string Name, RayExpression Value)> _bound = [];
    private readonly List<(string Name, RayExpression Value)> _derived = [];
    private readonly Dictionary<SqlSelect, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, RayExpression> _known = new(StringComparer.Ordinal);

    /// <summary>The one value of a query, and whether it is null, as having no rows is.</summary>
    public (RayExpression Value, Func<bool, RayExpression> Missing) Scalar(SqlSelect query)
    {
        var values = Column(Bind(query));
        var value = Derive(query, "s", If(
            Call(">", Call("count", values), 1),
            Call("raise", "A query that stands for a value has more than one row"),
            If(Call("==", Call("count", values), 0), Value(RayAtom<long>.Null), Call("at", values, 0))));
        var isMissing = If(Call("==", Call("count", values), 0), true, Call("nil?", Call("at", values, 0)));
        return (value, wanted => wanted ? Derive(query, "m", isMissing) : Derive(query, "p", Call("not", isMissing)));
    }

    /// <summary>The values of a query, whether none of them is null, and whether there are none.</summary>
    public (RayExpression Values, RayExpression HasNoNull, RayExpression IsEmpty) Values(SqlSelect query)
    {
        var values = Column(Bind(query));
        return (
            values,
            Derive(query, "n", Call("not", Call("any", Call("nil?", values)))),
            Derive(query, "e", Call("==", Call("count", values), 0)));
    }

    /// <summary>Whether a query has rows, or has none.</summary>
    public RayExpression HasRows(SqlSelect query, bool wanted)
    {
        var rows = Call("count", Column(Bind(query, isColumn: false)));
        return wanted ? Derive(query, "r", Call(">", rows, 0)) : Derive(query, "z", Call("==", rows, 0));
    }

    /// <summary>What uses the queries, with their values.</summary>
    public RayExpression Around(RayExpression body)
    {
        if (_bound.Count == 0)
            return body;
        string[] names = [.. _bound.Select(one => one.Name)];
        var inner = _derived.Count == 0 ? body : Call(
            Lambda([.. names, .. _derived.Select(one => one.Name)], body),
            [.. names.Select(Column), .. _derived.Select(one => one.Value)]);
        return Call(Lambda(names, inner), [.. _bound.Select(one => one.Value)]);
    }

    private string Bind(SqlSelect query, bool isColumn = true)
    {
        if (_names.TryGetValue(query, out var known))
            return known;
        var (table, columns) = new SelectTranslator(context).Translate(query);
        RayExpression value = table;
        if (isColumn)
        {
            if (columns is not [var column])
                throw context.Refuse(query.Position, "A query that stands for values selects one column, by name");
            value = Call("at", table, Symbol(column));
        }

        var name = context.NewName("q");
        _bound.Add((name, value));
        _names.Add(query, name);
        return name;
    }

    private RayExpression Derive(SqlSelect query, string kind, RayExpression value)
    {
        var name = $"{_names[query]}{kind}";
        if (_known.TryGetValue(name, out var known))
            return known;
        _derived.Add((name, value));
        return _known[name] = Column(name);
    }
}
