using System.Runtime.InteropServices;

namespace Rayforce.Ipc;

/// <summary>
/// The error object of wire version 1 as the core of April 2026 has it (rayforce-py 1.0.0; measured): the type, a code,
/// 7 zeros and 24 bytes that mean something to its process only, 33 in all. Core 0.1 has 8 such bytes behind the code,
/// and behind them a message where the code is 11. A reader tells them apart by their length.
/// </summary>
internal static class LongError
{
    /// <summary>What follows the type.</summary>
    private const int Size = 32;

    private const int ShortSize = 9;
    private const int Zeros = 7;
    private const byte CharVector = 12;
    private const int VectorHeader = 9;

    private static readonly byte[] Nothing = new byte[Size - 1];

    /// <summary>
    /// The bytes behind the code as they are written here: what a process has there is its own matter.
    /// </summary>
    public static ReadOnlySpan<byte> Padding => Nothing;

    /// <summary>Whether an error has this form.</summary>
    /// <param name="rest">All that follows the type.</param>
    public static bool Is(ReadOnlySpan<byte> rest) =>
        rest.Length == Size
        && rest.Slice(1, Zeros).SequenceEqual(Padding.Slice(0, Zeros))
        && !IsShortWithText(rest);

    /// <summary>
    /// Whether the bytes are as many by chance: a short error with its message, or with a text behind it as in
    /// <c>rayforce.ipc</c>, that ends exactly where they do.
    /// </summary>
    private static bool IsShortWithText(ReadOnlySpan<byte> rest)
    {
        var text = rest.Slice(ShortSize);
        if (rest[0] == ErrorCodes.User)
        {
            var end = text.IndexOf((byte)0);
            if (end < 0)
                return false;
            if (end > 0 && end == text.Length - 1)
                return true;
            text = text.Slice(end + 1);
        }

        return text.Length > VectorHeader && text[0] == CharVector && text[1] == 0
            && MemoryMarshal.Read<long>(text.Slice(2)) == text.Length - 1 - VectorHeader;
    }
}
