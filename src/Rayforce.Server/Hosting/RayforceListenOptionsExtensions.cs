using Microsoft.AspNetCore.Server.Kestrel.Core;
using Rayforce.Server;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>Serves Rayforce over TCP inside an ASP.NET Core application.</summary>
public static class RayforceListenOptionsExtensions
{
    /// <summary>
    /// Serves Rayforce over TCP at a port of Kestrel's, on the same engine as the WebSocket. With <c>UseHttps</c>
    /// before it the port speaks TLS.
    /// </summary>
    /// <param name="listen">The port.</param>
    /// <param name="listener">
    /// The wire version that clients have to speak; null for what <see cref="WSServerOptions"/> say that were given to
    /// <c>AddRayforce</c>, or both. Its host and port are not used: Kestrel listens.
    /// </param>
    /// <exception cref="InvalidOperationException"><c>AddRayforce</c> has not been called.</exception>
    public static ListenOptions UseRayforce(this ListenOptions listen, RayTcpListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(listen);
        RayforceServices.Use(listen, listener);
        return listen;
    }
}
