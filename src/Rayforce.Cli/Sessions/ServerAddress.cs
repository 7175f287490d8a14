namespace Rayforce.Cli.Sessions;

/// <summary>The URL of a server, as somebody types it.</summary>
internal static class ServerAddress
{
    private const string User = "rayforce";
    private static readonly string[] Schemes = ["ws", "wss", "rayforce", "rayforces"];

    /// <summary>Whether a text is meant to be a URL: it has a scheme, or is a host and what follows a colon.</summary>
    public static bool IsMeant(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && char.IsAsciiLetter(text[0]))
            return true;
        var authority = text.AsSpan()[(text.LastIndexOf('@') + 1)..];
        var colon = authority.LastIndexOf(':');
        return colon > 0 && authority.IndexOfAny(" ()[]{}\"';") is var other
            && (other < 0 || (authority[0] == '[' && authority[colon - 1] == ']'));
    }

    /// <summary>The whole URL: <c>ws</c> where no scheme is named, and with the password where it has none.</summary>
    /// <exception cref="ArgumentException">It is no URL of a server.</exception>
    public static Uri Complete(string text, string? password)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : $"ws://{text}";
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var address) || !Schemes.Contains(address.Scheme))
        {
            throw new ArgumentException(
                $"'{WithoutPassword(text)}' is no URL of a server; ws://host:port and rayforce://host:port are.");
        }

        // The user does not matter, to this server and to native ones.
        return password is null || address.UserInfo.Length > 0
            ? address
            : new UriBuilder(address) { UserName = User, Password = Uri.EscapeDataString(password) }.Uri;
    }

    /// <summary>The URL as it may be shown.</summary>
    public static string Show(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    private static string WithoutPassword(string text) =>
        text.LastIndexOf('@') is >= 0 and var at ? $"…{text[at..]}" : text;
}
