namespace System.Text;

internal static class EncodingGetString
{
    /// <summary>The text that the bytes encode.</summary>
    public static string GetString(this Encoding encoding, ReadOnlySpan<byte> bytes) =>
        encoding.GetString(bytes.ToArray());
}
