using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Rayforce.Server;

/// <summary>Decides by HTTP who may connect.</summary>
internal static class AccessCheck
{
    /// <summary>
    /// Whether a page may connect: it is the server's own, or its origin is allowed. Browsers always send an origin
    /// with a WebSocket, and other clients need none.
    /// </summary>
    public static bool IsOriginAllowed(HttpRequest request, IReadOnlyCollection<string> allowed)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin)
            || allowed.Contains("*")
            || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a request carries the password: <c>Basic</c>, with any user.</summary>
    public static bool HasPassword(HttpRequest request, string password) =>
        ReadCredentials(request) is { } credentials && PasswordCheck.IsRight(credentials, password);

    /// <summary>The user that a request names; empty where it names none.</summary>
    public static string GetUser(HttpRequest request) =>
        ReadCredentials(request) is { } credentials ? PasswordCheck.GetUser(credentials) : "";

    private static byte[]? ReadCredentials(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
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
}
