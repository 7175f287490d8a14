using Microsoft.AspNetCore.Routing;
using Rayforce.Server;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves Rayforce over WebSocket inside an ASP.NET Core application.</summary>
public static class RayforceEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves Rayforce over WebSocket at a path. The application's own authorization can be put on what is returned.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, <c>/</c> for example.</param>
    /// <param name="listener">
    /// Which pages may connect, and the wire version of replies to what names none; null for what
    /// <see cref="WSServerOptions"/> say that were given to <c>AddRayforce</c>, or the defaults. Its host and port are
    /// not used: the application listens.
    /// </param>
    /// <exception cref="InvalidOperationException"><c>AddRayforce</c> has not been called.</exception>
    public static IEndpointConventionBuilder MapRayforce(
        this IEndpointRouteBuilder endpoints, string pattern = "/", WSListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        return RayforceServices.Map(endpoints, pattern, listener);
    }
}
