using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Where a piece first stands in a text; the null where it does not.</summary>
internal sealed class FindFunction(ReadOnlyMemory<byte> piece) : TextFunction<long>("str-find", ElementTypes.I64)
{
    public override bool MakesNulls(bool hasNulls) => true;

    public override long Of(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf(piece.Span) is >= 0 and var place ? place : ElementTypes.I64.Null;
}
