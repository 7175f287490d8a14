using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>A change of texts as a function of symbols. As in native, its results are never marked as nulls.</summary>
internal sealed class SymbolTransform(TextTransform transform, Symbols symbols, Budget budget)
    : TextFunction<int>(transform.Name, ElementTypes.Symbol)
{
    public override bool MakesNulls(bool hasNulls) => false;

    public override int Of(ReadOnlySpan<byte> utf8)
    {
        var texts = new TextBlockBuilder(budget, 1);
        transform.Change(utf8, texts);
        return symbols.Intern(texts.ToBlock().Utf8(0));
    }
}
