using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A pattern of one plain piece at a given place.</summary>
internal sealed class PieceGlob<TTest>(byte[] piece) : Glob
    where TTest : struct, IGlobTest
{
    public override bool Matches(ReadOnlySpan<byte> text) => TTest.Matches(text, piece);

    public override void Match(TextBlock texts, int start, Span<byte> target)
    {
        var block = texts.Block.Span;
        var starts = texts.Starts.Span.Slice(start, target.Length + 1);
        var gap = texts.Gap;
        ReadOnlySpan<byte> sought = piece;
        for (var i = 0; i < target.Length; i++)
        {
            var text = block[starts[i]..(starts[i + 1] - gap)];
            target[i] = TTest.Matches(text, sought) ? (byte)1 : (byte)0;
        }
    }
}
