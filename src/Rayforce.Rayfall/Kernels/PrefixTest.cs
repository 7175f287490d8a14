namespace Rayforce.Rayfall.Kernels;

/// <summary>The text begins with the piece.</summary>
internal readonly struct PrefixTest : IGlobTest
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) => text.StartsWith(piece);
}
