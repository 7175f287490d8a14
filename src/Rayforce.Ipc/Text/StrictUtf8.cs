using System.Text;

namespace Rayforce.Text;

/// <summary>
/// .NET texts to UTF-8, for values. Half a surrogate pair, which no UTF-8 can hold, is refused: it would change into
/// U+FFFD unseen.
/// </summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameter">Whose argument it is, for the message.</param>
    /// <exception cref="ArgumentNullException">The text is a null reference.</exception>
    /// <exception cref="ArgumentException">The text holds half a surrogate pair.</exception>
    public static byte[] GetBytes(string text, string parameter)
    {
        try
        {
            return Encoding.GetBytes(text ?? throw new ArgumentNullException(parameter));
        }
        catch (EncoderFallbackException e)
        {
            throw Refusal("The text", e, parameter);
        }
    }

    /// <summary>How many bytes a text of several takes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="row">Which one it is, from 0.</param>
    /// <param name="parameter">Whose argument they are, for the message.</param>
    /// <exception cref="ArgumentException">The text is a null reference, or holds half a surrogate pair.</exception>
    public static int GetByteCount(string text, int row, string parameter)
    {
        if (text is null)
            throw new ArgumentNullException(parameter, $"Text {row} is a null reference.");
        try
        {
            return Encoding.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw Refusal($"Text {row}", e, parameter);
        }
    }

    /// <summary>Writes the bytes of a text that has been counted.</summary>
    /// <returns>How many there are.</returns>
    public static int Write(string text, byte[] destination, int start) =>
        Encoding.GetBytes(text, 0, text.Length, destination, start);

    private static ArgumentException Refusal(string text, EncoderFallbackException e, string parameter) => new(
        $"{text} has half a surrogate pair at character {e.Index}, which UTF-8 cannot hold.", parameter, e);
}
