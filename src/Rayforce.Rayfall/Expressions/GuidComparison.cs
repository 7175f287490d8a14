using System.Runtime.InteropServices;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A comparison of guids by their bytes as they lie in memory and on the wire.</summary>
internal sealed class GuidComparison(
    string name, RowExpression<Guid> left, RowExpression<Guid> right, Relation relation)
    : RowExpression<byte>
{
    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override string Describe(Symbols symbols) => $"({name} {left.Describe(symbols)} {right.Describe(symbols)})";

    public override void Write(in Block block, Span<byte> target)
    {
        var l = left.Read(block);
        var r = right.Read(block);
        for (var i = 0; i < target.Length; i++)
        {
            var order = MemoryMarshal.AsBytes(l.Slice(i, 1)).SequenceCompareTo(MemoryMarshal.AsBytes(r.Slice(i, 1)));
            target[i] = relation.Holds(order) ? (byte)1 : (byte)0;
        }
    }
}
