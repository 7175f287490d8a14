using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>The values where a condition holds, to be aggregated.</summary>
internal sealed class FilteredExpression(RayExpression value, RayExpression condition) : RayExpression
{
    public override RayExpression Where(RayExpression condition2) =>
        new FilteredExpression(value, condition & condition2);

    private protected override RayExpression Aggregate(string function) =>
        new FilteredAggregate(function, value, condition);

    private protected override RayObject Build(WireVersion version) => version == WireVersion.V1
        ? FilteredAggregate.Filter(version, value, condition)
        : throw new NotSupportedException(
            "Where: wire version 3 filters a column only below an aggregate. Follow it by Sum, Count or Average, " +
            "or filter the whole query.");
}
