namespace Rayforce.Rayfall.Kernels;

/// <summary>How a text is compared with the plain piece of a pattern.</summary>
internal interface IGlobTest
{
    static abstract bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece);
}
