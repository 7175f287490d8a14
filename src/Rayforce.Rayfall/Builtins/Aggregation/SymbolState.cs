using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of an aggregate that knows a symbol of each group; saved by name, as others number them anew.</summary>
internal sealed class SymbolState<TFold>(RowScope scope, TFold fold)
    : FoldState<TFold, int, int>(scope, fold, ElementTypes.Symbol)
    where TFold : struct, IFold<int, int>
{
    public override void SaveTo(StateWriter writer) => writer.Write(Finish());

    public override void LoadFrom(ref StateReader reader)
    {
        if (reader.Column() is not Column<int> { Elements: SymbolType } symbols)
            throw StateReader.Damaged;
        Grow(symbols.Count);
        for (var i = 0; i < symbols.Count; i++)
            this[i] = symbols.Span[i];
    }
}
