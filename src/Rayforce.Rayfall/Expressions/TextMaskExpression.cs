using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>What has been asked of each text of a block, by row.</summary>
/// <param name="answers">1 or 0 for each text.</param>
/// <param name="empty">The answer for the empty text.</param>
/// <param name="rows">Which text each row has, negative for the empty one.</param>
/// <param name="name">What was asked.</param>
internal sealed class TextMaskExpression(byte[] answers, byte empty, RowExpression<int> rows, string name)
    : RowExpression<byte>
{
    public override ElementType<byte> Elements => ElementTypes.B8;

    public override bool HasNulls => false;

    public override bool IsQuick => rows.IsQuick;

    public override string Describe(Symbols symbols) => $"({name} {rows.Describe(symbols)} …)";

    public override void Write(in Block block, Span<byte> target)
    {
        var texts = rows.Read(block);
        for (var i = 0; i < texts.Length; i++)
            target[i] = texts[i] < 0 ? empty : answers[texts[i]];
    }
}
