namespace Rayforce.Rayfall.Kernels;

/// <summary>The text is the piece.</summary>
internal readonly struct ExactTest : IGlobTest
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) => text.SequenceEqual(piece);
}

/// <summary>The text begins with the piece.</summary>
internal readonly struct PrefixTest : IGlobTest
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) => text.StartsWith(piece);
}

/// <summary>The text ends with the piece.</summary>
internal readonly struct SuffixTest : IGlobTest
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) => text.EndsWith(piece);
}
