using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Upper or lower case of ASCII letters.</summary>
internal sealed class CaseTransform(string name, bool isUpper) : TextTransform(name)
{
    public override void Change(ReadOnlySpan<byte> utf8, TextBlockBuilder target)
    {
        Flip(utf8, target.Reserve(utf8.Length));
        target.Commit(utf8.Length);
    }

    public override TextBlock Change(TextBlock texts, Budget budget)
    {
        // The lengths stay, and so the places: the block is changed as a whole.
        budget.Charge(texts.Block.Length);
        var block = LargeArray.Allocate<byte>(texts.Block.Length);
        Flip(texts.Block.Span, block);
        return new TextBlock(block, texts.Starts, texts.Gap);
    }

    private protected override bool HasNulls(TextExpression texts) => texts.HasNulls;

    private void Flip(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (isUpper)
            AsciiCase.ToUpper(source, target);
        else
            AsciiCase.ToLower(source, target);
    }
}
