using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A comparison of strings or symbols by their texts.</summary>
internal sealed class TextComparison(
    string name, Symbols symbols, RowExpression left, RowExpression right, Relation relation)
    : RowExpression<byte>
{
    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override string Describe(Symbols names) => $"({name} {left.Describe(names)} {right.Describe(names)})";

    public override void Write(in Block block, Span<byte> target)
    {
        var l = new TextRows(symbols, left, block);
        var r = new TextRows(symbols, right, block);
        for (var i = 0; i < target.Length; i++)
        {
            var holds = relation.IsEquality
                ? l[i].SequenceEqual(r[i]) != relation.IsNegated
                : relation.Holds(l[i].SequenceCompareTo(r[i]));
            target[i] = holds ? (byte)1 : (byte)0;
        }
    }
}
