using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Rayforce.WebSocket;

namespace Rayforce.Server;

/// <summary>Decides by HTTP who may connect.</summary>
internal static class AccessCheck
{
    /// <summary>
    /// Whether a request names the server as it may be named. At an address of this machine alone only names of this
    /// machine are: a page of any other name that its owner points there is a stranger's.
    /// </summary>
    public static bool IsHostAllowed(HttpRequest request, WSListener listener)
    {
        if (!listener.IsLoopback || !request.Host.HasValue)
            return true;
        var name = request.Host.Host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))
            || listener.AllowedHosts.Contains("*")
            || listener.AllowedHosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether a page may connect: it is the server's own, or its origin is allowed. Browsers always send an origin
    /// with a WebSocket, and other clients need none.
    /// </summary>
    public static bool IsOriginAllowed(HttpRequest request, IReadOnlyCollection<string> allowed)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0 || allowed.Contains("*"))
            return true;
        // No browser sends a user, a path or several origins; what does is none, and would be read in several ways.
        string? origin = origins;
        return !string.IsNullOrEmpty(origin)
            && (allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
                || string.Equals(origin, $"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
                || string.Equals(origin, $"https://{request.Host.Value}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a request's origin is one of a page as a browser sends it: scheme, host and port, or <c>null</c> where it
    /// does not tell.
    /// </summary>
    public static bool IsPage(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && (origin == "null"
            || (Ascii.IsValid(origin)
                && Uri.TryCreate(origin, UriKind.Absolute, out var page)
                && page.Scheme is ("http" or "https")
                && origin.Equals(
                    page.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped),
                    StringComparison.OrdinalIgnoreCase)));

    /// <summary>The credentials that a request carries: <c>Basic</c>, or among the subprotocols; null for none.</summary>
    public static byte[]? ReadCredentials(HttpContext context)
    {
        foreach (var offered in context.WebSockets.WebSocketRequestedProtocols)
        {
            if (offered.StartsWith(Subprotocol.PasswordPrefix, StringComparison.Ordinal))
                return ReadToken(offered.AsSpan(Subprotocol.PasswordPrefix.Length));
        }

        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is null)
        {
            return null;
        }

        var credentials = new byte[header.Parameter.Length];
        return Convert.TryFromBase64String(header.Parameter, credentials, out var length)
            ? credentials[..length]
            : null;
    }

    private static byte[]? ReadToken(ReadOnlySpan<char> token) =>
        Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : null;
}
