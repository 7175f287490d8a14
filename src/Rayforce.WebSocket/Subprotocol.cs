namespace Rayforce.WebSocket;

/// <summary>What both sides of a conversation have to agree on.</summary>
internal static class Subprotocol
{
    /// <summary>The WebSocket subprotocol that tells errors from texts and pushes from replies.</summary>
    public const string Name = "rayforce.ipc";

    /// <summary>The one in which requests have numbers besides.</summary>
    public const string NumberedName = "rayforce.ipc.2";

    /// <summary>
    /// What stands before credentials among the subprotocols on offer, in base64url: a browser page can send no
    /// authorization. It is never selected.
    /// </summary>
    public const string PasswordPrefix = "rayforce.password.";

    /// <summary>The client's first message. Every client names version 1 here, whatever its frames speak.</summary>
    public static readonly byte[] Greeting = [1, 0];

    /// <summary>The server's answer to it.</summary>
    public static readonly byte[] GreetingReply = [1];

    /// <summary>Credentials as a subprotocol.</summary>
    public static string OfPassword(byte[] credentials) => PasswordPrefix
        + Convert.ToBase64String(credentials).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Whether a first message is a greeting: two bytes or more, and the second is 0.</summary>
    public static bool IsGreeting(ReadOnlySpan<byte> message) => message.Length >= 2 && message[1] == 0;

    /// <summary>Whether a message answers the greeting.</summary>
    public static bool IsGreetingReply(ReadOnlySpan<byte> message) => message.SequenceEqual(GreetingReply);
}
