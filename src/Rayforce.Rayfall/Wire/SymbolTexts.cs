using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Wire;

/// <summary>Symbols by their numbers: their names are first looked up when the reply is written.</summary>
internal sealed class SymbolTexts(Symbols symbols, ReadOnlyMemory<int> ids) : TextSource
{
    public override int Count => ids.Length;

    public override ReadOnlySpan<byte> this[int index] => symbols.Utf8(ids.Span[index]);
}
