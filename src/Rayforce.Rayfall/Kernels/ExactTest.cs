namespace Rayforce.Rayfall.Kernels;

/// <summary>The text is the piece.</summary>
internal readonly struct ExactTest : IGlobTest
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) => text.SequenceEqual(piece);
}
