using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// An aggregate of the values where a condition holds. Native of wire version 3 cannot filter a column inside a query,
/// but can choose a value for each row.
/// </summary>
internal sealed class FilteredAggregate(string function, RayExpression value, RayExpression condition) : RayExpression
{
    public override RayExpression Where(RayExpression condition2) =>
        new FilteredAggregate(function, value, condition & condition2);

    public static RayObject Filter(WireVersion version, RayExpression value, RayExpression condition) => Form.Call(
        version,
        "map",
        Form.Function(version, "at"),
        value.ToOperand(version),
        Form.Call(version, "where", condition.ToOperand(version)));

    private protected override RayObject Build(WireVersion version) => version == WireVersion.V1
        ? Form.Builtin(version, function, Filter(version, value, condition))
        : function switch
        {
            "sum" => SumWhere(version, value.ToOperand(version)),
            "count" => SumWhere(version, 1),
            "avg" => Form.Call(version, "/", SumWhere(version, value.ToOperand(version)), SumWhere(version, 1)),
            _ => throw new NotSupportedException(
                $"'{function}' of a column with a Where cannot be sent in wire version 3: " +
                "only sum, count and avg can. Filter the whole query instead."),
        };

    private RayList SumWhere(WireVersion version, RayObject chosen) =>
        Form.Call(version, "sum", Form.Call(version, "if", condition.ToOperand(version), chosen, 0));
}
