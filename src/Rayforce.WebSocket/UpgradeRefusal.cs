using System.Security.Authentication;

namespace Rayforce.WebSocket;

/// <summary>An HTTP answer that is no WebSocket.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Words">What the server says about it; empty where it says nothing to be read.</param>
internal sealed record UpgradeRefusal(int Status, string Words)
{
    /// <summary>Whether it is about who is asking, so that the same again is of no use.</summary>
    public bool IsAboutAccess => Status is 401 or 403 or 407;

    /// <summary>Whether the same may be taken later.</summary>
    public bool IsTransient => Status is 408 or 429 or >= 500 and not (501 or 505);

    /// <summary>The same as a sentence's end.</summary>
    public string Describe()
    {
        var meaning = Status switch
        {
            401 => "it wants credentials, or others",
            403 => "access is forbidden",
            404 => "there is nothing at this path",
            429 => "it asks to come back later",
            503 => "it cannot take this connection now",
            _ => "it answers with HTTP instead of a WebSocket",
        };
        return $"HTTP {Status}, {(Words.Length > 0 ? Words : meaning)}";
    }

    /// <summary>The cause, for the exception's inner one.</summary>
    public Exception ToCause(Exception cause) =>
        IsAboutAccess && !OperatingSystem.IsBrowser() ? new AuthenticationException($"The server refused: {Describe()}.", cause) : cause;
}
