namespace Rayforce.Rayfall.Kernels;

/// <summary>The text ends with the piece.</summary>
internal readonly struct SuffixTest : IGlobTest
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) => text.EndsWith(piece);
}
