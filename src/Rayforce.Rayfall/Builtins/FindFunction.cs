using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Where a piece first stands in a text; the null where it does not.</summary>
internal sealed class FindFunction : TextFunction<long>
{
    private readonly ReadOnlyMemory<byte> _piece;
    private readonly WalkedGlob? _pattern;

    /// <param name="budget">The limits of the request.</param>
    /// <param name="piece">The piece, in which <c>?</c> is any byte and <c>[a-z]</c> one of a set.</param>
    public FindFunction(Budget budget, ReadOnlyMemory<byte> piece)
        : base("str-find", ElementTypes.I64)
    {
        if (piece.Span.Contains((byte)'*') && !piece.Span.Contains((byte)'['))
            throw Fault.Domain("str-find: '*' is not supported in search patterns");
        _piece = piece;
        if (piece.Span.ContainsAny((byte)'?', (byte)'['))
            _pattern = new WalkedGlob(budget, [.. piece.Span, (byte)'*']);
    }

    public override bool MakesNulls(bool hasNulls) => true;

    public override long Of(ReadOnlySpan<byte> utf8)
    {
        if (_pattern is null)
            return utf8.IndexOf(_piece.Span) is >= 0 and var place ? place : ElementTypes.I64.Null;
        for (var i = 0; i <= utf8.Length; i++)
        {
            if (_pattern.Matches(utf8[i..]))
                return i;
        }

        return ElementTypes.I64.Null;
    }
}
