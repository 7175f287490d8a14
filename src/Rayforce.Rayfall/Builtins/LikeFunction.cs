using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Whether a text is like a pattern.</summary>
internal sealed class LikeFunction(Glob glob) : TextFunction<byte>("like", ElementTypes.B8)
{
    public override bool MakesNulls(bool hasNulls) => false;

    public override byte Of(ReadOnlySpan<byte> utf8) => glob.Matches(utf8) ? (byte)1 : (byte)0;

    public override void Of(TextBlock texts, int start, Span<byte> target) => glob.Match(texts, start, target);
}
