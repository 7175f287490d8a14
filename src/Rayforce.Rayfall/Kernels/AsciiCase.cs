using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Upper and lower case of ASCII letters; all other bytes stay, as in native.</summary>
internal static class AsciiCase
{
    public static void ToUpper(ReadOnlySpan<byte> source, Span<byte> target) => Flip(source, target, (byte)'a');

    public static void ToLower(ReadOnlySpan<byte> source, Span<byte> target) => Flip(source, target, (byte)'A');

    /// <summary>Changes the case of the 26 letters from one on.</summary>
    private static void Flip(ReadOnlySpan<byte> source, Span<byte> target, byte first)
    {
        const byte bit = 0x20;
        const byte letters = 26;
        var i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(source[i..]);
            var isLetter = Vector.LessThan(bytes - new Vector<byte>(first), new Vector<byte>(letters));
            (bytes ^ (isLetter & new Vector<byte>(bit))).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
            target[i] = (byte)(source[i] - first) < letters ? (byte)(source[i] ^ bit) : source[i];
    }
}
