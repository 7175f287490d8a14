using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>The order of symbols beside one symbol, by their texts: each is compared once.</summary>
internal sealed class SymbolOrder(
    string name, Symbols symbols, RowExpression<int> operand, int constant, Relation relation)
    : RowExpression<byte>
{
    // By the symbol's number: 0 is unknown, 1 is false, 2 is true. Workers that ask together find the same.
    private readonly byte[] _known = new byte[Math.Min(symbols.Count, 1 << 16)];

    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override string Describe(Symbols names) => $"({name} {operand.Describe(names)} '{names.Text(constant)})";

    public override void Write(in Block block, Span<byte> target)
    {
        var ids = operand.Read(block);
        var known = _known;
        for (var i = 0; i < target.Length; i++)
        {
            var id = ids[i];
            if ((uint)id >= (uint)known.Length)
                target[i] = Compare(id);
            else if (known[id] is not 0 and var answer)
                target[i] = (byte)(answer - 1);
            else
                known[id] = (byte)((target[i] = Compare(id)) + 1);
        }
    }

    private byte Compare(int id) => relation.Holds(symbols.Compare(id, constant)) ? (byte)1 : (byte)0;
}
