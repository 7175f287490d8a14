using System.Globalization;

namespace Rayforce.Ipc;

/// <summary>Error codes as both wire versions carry them.</summary>
internal static class ErrorCodes
{
    /// <summary>
    /// The number of errors that the user raised: the only ones whose message travels in wire version 1.
    /// </summary>
    public const byte User = 11;

    /// <summary>The names of wire version 1's numbers.</summary>
    private static readonly string[] Names =
        ["ok", "type", "arity", "length", "domain", "index", "value", "limit", "os", "parse", "nyi", "user"];

    /// <summary>Wire version 3: up to 7 bytes of text and NULs to the eighth.</summary>
    public static ulong Pack(string code)
    {
        ulong packed = 0;
        for (var i = 0; i < code.Length && i < RayError.MaxCodeLength; i++)
            packed |= (ulong)(byte)code[i] << (8 * i);
        return packed;
    }

    /// <summary>
    /// Wire version 3: the text before the first NUL, at most 7 bytes, as Latin-1 so that no byte is lost.
    /// </summary>
    public static string Unpack(ulong packed)
    {
        Span<char> text = stackalloc char[RayError.MaxCodeLength];
        var length = 0;
        while (length < text.Length && (byte)packed != 0)
        {
            text[length++] = (char)(byte)packed;
            packed >>= 8;
        }

        return text.Slice(0, length).ToString();
    }

    /// <summary>Wire version 1: the name of a number; a number that has none is its own name.</summary>
    public static string FromNumber(byte number) =>
        number < Names.Length ? Names[number] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Wire version 1: the number of a code; what it does not know travels as an error of the user.</summary>
    public static byte ToNumber(string code)
    {
        // What wire version 3 tells apart: an unknown name is a value error in version 1.
        if (code == "name")
            return ToNumber("value");
        var index = Array.IndexOf(Names, code);
        if (index >= 0)
            return (byte)index;
        return byte.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= Names.Length
            ? number
            : User;
    }

    /// <summary>
    /// The text that goes with number 11: the message, with its code in front where that is not <c>user</c>.
    /// </summary>
    public static string UserMessage(RayError error)
    {
        var message = error.Message ?? "";
        var text = error.Code == Names[User] ? message : message.Length == 0 ? error.Code : $"{error.Code}: {message}";
        var end = text.IndexOf('\0');
        return end < 0 ? text : text.Substring(0, end);
    }
}
