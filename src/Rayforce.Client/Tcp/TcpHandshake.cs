using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>The bytes that come before the first frame on a TCP connection.</summary>
internal static class TcpHandshake
{
    /// <summary>Ends the client's first bytes, and the credentials.</summary>
    public const byte End = 0;

    /// <summary>The second byte of a wire-3 server's answer when nobody has to say who he is.</summary>
    public const byte Ready = 0;

    /// <summary>The second byte of a wire-3 server's answer when it wants credentials.</summary>
    public const byte CredentialsWanted = 1;

    /// <summary>The answer to credentials that are right.</summary>
    public const byte Accepted = 0;

    /// <summary>The answer to credentials that are wrong.</summary>
    public const byte Rejected = 1;

    /// <summary>The most bytes of credentials: one byte counts them, and the NUL behind them.</summary>
    public const int MaxCredentials = byte.MaxValue - 1;

    /// <summary>Checks that credentials can be sent.</summary>
    public static string? CheckCredentials(string? credentials, string name) =>
        credentials is null
        || (Encoding.UTF8.GetByteCount(credentials) <= MaxCredentials && credentials.IndexOf('\0') < 0)
            ? credentials
            : throw new ArgumentException(
                $"Credentials are at most {MaxCredentials} bytes of UTF-8 without a NUL.", name);

    /// <summary>Makes a client's part of the handshake.</summary>
    /// <param name="stream">Where to, and where the answers come from.</param>
    /// <param name="wanted">The wire version to speak; null for whichever the server speaks.</param>
    /// <param name="credentials">What a server gets that wants credentials.</param>
    /// <param name="authority">The server's host and port, for messages.</param>
    /// <returns>The wire version that both speak.</returns>
    /// <exception cref="InvalidDataException">The server answers otherwise; the message says what.</exception>
    /// <exception cref="EndOfStreamException">The server closes, which it may not do the next time.</exception>
    /// <exception cref="AuthenticationException">The server wants credentials, or others.</exception>
    [UnsupportedOSPlatform("browser")]
    public static async Task<WireVersion> ShakeAsync(
        Stream stream, WireVersion? wanted, string? credentials, string authority)
    {
        var offered = wanted ?? WireVersion.V3;
        await WriteAsync(stream, (byte)offered, End).ConfigureAwait(false);
        var spoken = (WireVersion)await ReadByteAsync(
            stream,
            "the server closed: it has no room for more clients, is no Rayforce server, or speaks another wire version")
            .ConfigureAwait(false);
        if (spoken is not (WireVersion.V1 or WireVersion.V3))
        {
            throw new InvalidDataException(
                $"the server answered with the byte {(byte)spoken:x2} instead of a wire version" +
                await ExplainAsync(stream, (byte)spoken, authority).ConfigureAwait(false));
        }

        if (wanted is not null && spoken != wanted)
            throw new InvalidDataException($"the server speaks wire version {(byte)spoken}, not {(byte)wanted}");
        if (spoken == WireVersion.V3)
            await SayWhoAsync(stream, credentials).ConfigureAwait(false);
        return spoken;
    }

    [UnsupportedOSPlatform("browser")]
    private static async Task SayWhoAsync(Stream stream, string? credentials)
    {
        var asked = await ReadByteAsync(stream, "the server closed in the middle of its answer").ConfigureAwait(false);
        if (asked == Ready)
            return;
        if (asked != CredentialsWanted)
            throw new InvalidDataException($"the server answered with the bytes 03 {asked:x2}");
        if (credentials is null)
            throw new AuthenticationException("the server wants credentials; put them in the options or the URL");
        var text = Encoding.UTF8.GetBytes(credentials);
        await WriteAsync(stream, [(byte)(text.Length + 1), .. text, End]).ConfigureAwait(false);
        var answer = await ReadByteAsync(
            stream, "the server closed instead of judging the credentials").ConfigureAwait(false);
        if (answer != Accepted)
            throw new AuthenticationException("the server rejected the credentials");
    }

    /// <returns>What a server is that answers otherwise, where that is known.</returns>
    [UnsupportedOSPlatform("browser")]
    private static async Task<string> ExplainAsync(Stream stream, byte first, string authority)
    {
        // What a server of TLS says to what is none: an alert.
        if (first == 0x15)
            return $"; it speaks TLS: connect to rayforces://{authority}";
        if (first != 'H')
            return "";
        foreach (var expected in "TTP/")
        {
            var next = new byte[1];
            if (await stream.ReadAsync(next.AsMemory()).ConfigureAwait(false) == 0 || next[0] != expected)
                return "";
        }

        return $"; it speaks HTTP: connect to ws://{authority}";
    }

    private static ValueTask WriteAsync(Stream stream, params byte[] bytes) => stream.WriteAsync(bytes.AsMemory());

    private static async Task<byte> ReadByteAsync(Stream stream, string otherwise)
    {
        var one = new byte[1];
        var read = await stream.ReadAsync(one.AsMemory()).ConfigureAwait(false);
        return read == 1 ? one[0] : throw new EndOfStreamException(otherwise);
    }
}
