using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>For each row one of two texts of a block in which the texts of both sides lie behind each other.</summary>
/// <param name="condition">Which of the two.</param>
/// <param name="then">Texts of the block.</param>
/// <param name="otherwise">Texts of the block's second part.</param>
/// <param name="offset">Where that part begins.</param>
internal sealed class TextChoice(
    RowExpression<byte> condition, RowExpression<int> then, RowExpression<int> otherwise, int offset)
    : RowExpression<int>
{
    public override ElementType<int> Elements => ElementTypes.I32;

    public override bool HasNulls => false;

    public override string Describe(Symbols symbols) =>
        $"(if {condition.Describe(symbols)} {then.Describe(symbols)} {otherwise.Describe(symbols)})";

    public override void Write(in Block block, Span<int> target)
    {
        var truths = condition.Read(block);
        var chosen = then.Read(block);
        var others = otherwise.Read(block);
        for (var i = 0; i < target.Length; i++)
            target[i] = truths[i] != 0 ? chosen[i] : others[i] < 0 ? -1 : others[i] + offset;
    }
}
