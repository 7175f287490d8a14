using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A pattern of texts whatever the case of their letters: both are compared in lower case.</summary>
internal sealed class CaselessGlob(Budget budget, ReadOnlySpan<byte> pattern) : Glob
{
    private readonly Glob _lower = Of(budget, Lower(pattern));

    public override bool Matches(ReadOnlySpan<byte> text) => _lower.Matches(Lower(text));

    public override void Match(TextBlock texts, int start, Span<byte> target)
    {
        // One buffer for all texts.
        var buffer = new List<byte>();
        for (var i = 0; i < target.Length; i++)
        {
            var text = texts.Utf8(start + i);
            CollectionsMarshal.SetCount(buffer, text.Length);
            var lower = CollectionsMarshal.AsSpan(buffer);
            AsciiCase.ToLower(text, lower);
            target[i] = _lower.Matches(lower) ? (byte)1 : (byte)0;
        }
    }

    private static byte[] Lower(ReadOnlySpan<byte> text)
    {
        var lower = new byte[text.Length];
        AsciiCase.ToLower(text, lower);
        return lower;
    }
}
