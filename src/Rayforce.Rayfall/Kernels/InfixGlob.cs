using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A plain piece anywhere in a text. In a block it is searched for across the texts: one search finds the next text
/// that has it, however many there are before.
/// </summary>
internal sealed class InfixGlob(byte[] piece) : Glob
{
    public override bool Matches(ReadOnlySpan<byte> text) => text.IndexOf(piece) >= 0;

    public override void Match(TextBlock texts, int start, Span<byte> target)
    {
        if (piece.Length == 0)
        {
            target.Fill(1);
            return;
        }

        target.Clear();
        var block = texts.Block.Span;
        var starts = texts.Starts.Span.Slice(start, target.Length + 1);
        var gap = texts.Gap;
        ReadOnlySpan<byte> sought = piece;
        var end = starts[^1];
        for (int i = 0, position = starts[0]; position < end;)
        {
            var found = block[position..end].IndexOf(sought);
            if (found < 0)
                return;
            position += found;
            while (starts[i + 1] <= position)
                i++;
            // What runs on into the next text was in none.
            if (position + sought.Length <= starts[i + 1] - gap)
            {
                target[i] = 1;
                position = starts[i + 1];
            }
            else
            {
                position++;
            }
        }
    }
}
