using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>An update: new values for columns, in every row or where a condition holds.</summary>
public sealed class UpdateQuery : ChangeQuery
{
    private readonly Assignment[] _assignments;
    private readonly RayExpression? _condition;

    internal UpdateQuery(TableSource table, Assignment[] assignments, RayExpression? condition)
        : base(table)
    {
        _assignments = assignments ?? throw new ArgumentNullException(nameof(assignments));
        _condition = condition;
        Clauses.Check("Update", _assignments.Select(static assignment => assignment.Column));
    }

    /// <summary>Only the rows where a condition holds; a further one narrows it.</summary>
    /// <param name="condition">The condition.</param>
    public UpdateQuery Where(RayExpression condition) => new(
        Source, _assignments, Clauses.And(_condition, condition ?? throw new ArgumentNullException(nameof(condition))));

    private protected override RayObject BuildFor(WireVersion version, RayObject table)
    {
        var parts = new List<(string, RayObject)>();
        foreach (var assignment in _assignments)
            parts.Add((assignment.Column, assignment.Value.ToColumnValue(version)));
        parts.Add(("from", table));
        if (_condition is not null)
            parts.Add(("where", _condition.ToOperand(version)));
        return Form.Call(version, "update", Form.Dict(parts));
    }
}
