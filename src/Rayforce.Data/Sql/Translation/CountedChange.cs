using Rayforce.Ipc;
using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>
/// A change whose reply is how many rows it changes: they are counted before, by the same request. What has to hold
/// first is asked first.
/// </summary>
/// <param name="checks">What raises an error where the change may not be made.</param>
/// <param name="count">How many rows it changes.</param>
/// <param name="change">The change.</param>
internal sealed class CountedChange(IReadOnlyList<RayExpression> checks, RayExpression count, RayQuery change) : RayExpression
{
    private static readonly RaySymbolVector Parameters = new("rows", "changed");

    private protected override RayObject Build(WireVersion version)
    {
        var rows = new RaySymbol("rows");
        var first = new RayLambda(Parameters, version == WireVersion.V3 ? new RayList(rows) : rows);
        var counted = new RayList(first, count.ToRayObject(version), change.ToRayObject(version));
        return checks.Count == 0
            ? counted
            : new RayList(
                [new RaySymbol("do"), .. checks.Select(check => check.ToRayObject(version)), counted]);
    }
}
