using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A select: columns of a table, the rows where a condition holds, in groups.</summary>
public sealed class SelectQuery : TableQuery
{
    private readonly TableQuery _source;
    private readonly Projection[] _columns;
    private readonly Projection[] _groups;
    private readonly RayExpression? _condition;

    private SelectQuery(TableQuery source, Projection[] columns, Projection[] groups, RayExpression? condition)
    {
        _source = source;
        _columns = columns;
        _groups = groups;
        _condition = condition;
    }

    /// <summary>With no column named, the result has the columns of the table, whatever they are.</summary>
    internal override IReadOnlyCollection<string>? ResultColumns =>
        _columns.Length == 0 || _columns[0].Name == Projection.Everything
            ? null
            : [.. _groups.Concat(_columns).Select(static column => column.Name)];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The query selects columns already.</exception>
    public override SelectQuery Select(params Projection[] columns)
    {
        _ = columns ?? throw new ArgumentNullException(nameof(columns));
        if (_columns.Length > 0)
            throw new InvalidOperationException(
                $"Select: the query selects {NamesOf(_columns)} already. To select from its result: Table(query).");
        Clauses.Check(nameof(Select), columns.Select(static column => column.Name));
        if (columns.Length > 1 && columns.Any(static column => column.Name == Projection.Everything))
            throw new ArgumentException(
                "Select: '*' stands alone. Beside computed columns, name the others.", nameof(columns));
        return new SelectQuery(_source, [.. columns], _groups, _condition);
    }

    /// <summary>Only the rows where a condition holds; a further one narrows it.</summary>
    /// <param name="condition">The condition.</param>
    public override SelectQuery Where(RayExpression condition) => new(
        _source,
        _columns,
        _groups,
        Clauses.And(_condition, condition ?? throw new ArgumentNullException(nameof(condition))));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The query has groups already.</exception>
    public override SelectQuery By(params Projection[] groups)
    {
        _ = groups ?? throw new ArgumentNullException(nameof(groups));
        if (_groups.Length > 0)
            throw new InvalidOperationException($"By: the query is grouped by {NamesOf(_groups)} already.");
        Clauses.Check(nameof(By), groups.Select(static group => group.Name));
        return new SelectQuery(_source, _columns, [.. groups], _condition);
    }

    internal static SelectQuery All(TableQuery source) => new(source, [], [], condition: null);

    private protected override RayObject Build(WireVersion version)
    {
        var parts = Columns(_columns, version);
        if (_groups.Length > 0)
            parts.Add(("by", Form.Dict(Columns(_groups, version))));
        parts.Add(("from", _source.ToOperand(version)));
        if (_condition is not null)
            parts.Add(("where", _condition.ToOperand(version)));
        return Form.Call(version, "select", Form.Dict(parts));
    }

    private static List<(string Name, RayObject Value)> Columns(Projection[] columns, WireVersion version) =>
    [
        .. columns.Where(static column => column.Name != Projection.Everything)
            .Select(column => (column.Name, column.Value.ToOperand(version))),
    ];

    private static string NamesOf(Projection[] columns) =>
        string.Join(", ", columns.Select(static column => column.Name));
}
