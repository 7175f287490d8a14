using System.Security.Cryptography;
using System.Text;

namespace Rayforce.Server;

/// <summary>
/// Reads credentials: <c>user:password</c>, or the password alone. Passwords are compared in the same time for every
/// text.
/// </summary>
internal static class PasswordCheck
{
    /// <summary>The user; empty where the password stands alone.</summary>
    public static string GetUser(ReadOnlySpan<byte> credentials) =>
        Encoding.UTF8.GetString(credentials[..Math.Max(0, credentials.IndexOf((byte)':'))]);

    /// <summary>The password.</summary>
    public static string GetPassword(ReadOnlySpan<byte> credentials) =>
        Encoding.UTF8.GetString(credentials[(credentials.IndexOf((byte)':') + 1)..]);

    /// <summary>
    /// Whether credentials are right: <c>user:password</c> with any user; a text without a colon is the password alone.
    /// </summary>
    public static bool IsRight(ReadOnlySpan<byte> credentials, string password)
    {
        var given = credentials[(credentials.IndexOf((byte)':') + 1)..];
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(password)));
    }
}
