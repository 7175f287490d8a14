using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A literal.</summary>
internal sealed class ValueExpression(RayObject value) : RayExpression
{
    internal override int? SequenceLength => value switch
    {
        RayVector vector => vector.Count,
        RayList list => list.Count,
        _ => null,
    };

    internal override RayObject ToOperand(WireVersion version) => value is RaySymbol { IsQuoted: true } symbol
        ? Form.Literal(version, symbol.Name)
        : value;

    internal override RayObject ToRowValue(WireVersion version) => value;

    private protected override RayObject Build(WireVersion version) => value;
}
