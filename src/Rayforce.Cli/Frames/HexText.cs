using System.Buffers;

namespace Rayforce.Cli.Frames;

/// <summary>Frames as hex digits.</summary>
internal static class HexText
{
    private static ReadOnlySpan<byte> Prefix => [0xFA, 0xDE, 0xFA, 0xCE];

    /// <summary>Reads a frame of two digits a byte.</summary>
    /// <param name="text">The digits, without white space.</param>
    /// <param name="frame">The bytes.</param>
    /// <param name="offset">Where it fails: the byte whose digits are no digits, or only one.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out byte[] frame, out int offset)
    {
        frame = new byte[text.Length / 2];
        return Convert.FromHexString(text, frame, out _, out offset) == OperationStatus.Done;
    }

    /// <summary>Takes a content as hex where it is hex from end to end, spaces aside, otherwise as it is.</summary>
    /// <param name="content">The content.</param>
    public static byte[] ToFrame(byte[] content)
    {
        if (content.AsSpan().StartsWith(Prefix))
            return content;
        var digits = Array.FindAll(content, value => value > (byte)' ');
        var frame = new byte[digits.Length / 2];
        return Convert.FromHexString(digits, frame, out _, out _) == OperationStatus.Done ? frame : content;
    }
}
