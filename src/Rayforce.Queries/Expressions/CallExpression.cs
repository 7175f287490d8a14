using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A call of a function.</summary>
internal class CallExpression(string function, params RayExpression[] operands) : RayExpression
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.Ordinal)
    {
        "sum", "count", "avg", "min", "max", "first", "last", "med", "dev", "stddev", "var",
    };

    public override RayExpression Where(RayExpression condition) =>
        operands.Length == 1 && Aggregates.Contains(function)
            ? new FilteredAggregate(
                function, operands[0], condition ?? throw new ArgumentNullException(nameof(condition)))
            : base.Where(condition);

    private protected override RayObject Build(WireVersion version) =>
        Call(version, function, [.. operands.Select(operand => operand.ToOperand(version))]);

    private protected virtual RayObject Call(WireVersion version, string name, RayObject[] values) =>
        Form.Builtin(version, name, values);
}
