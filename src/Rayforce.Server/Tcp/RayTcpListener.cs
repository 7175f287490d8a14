using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>Takes clients that come by TCP, native ones too.</summary>
public sealed record RayTcpListener : RayListener
{
    /// <summary>
    /// The wire version that clients have to speak. Default null: 1 or 3, whichever the client says. A single one
    /// makes the handshake that of a native server of that generation: one of version 3 closes on a client of version
    /// 1, one of version 1 answers every client.
    /// </summary>
    public WireVersion? WireVersion { get; init => field = OptionValue.Version(value); }

    /// <summary>
    /// Whether an error takes 33 bytes in wire version 1, as the core of rayforce-py 1.0.0 wants it, the only published
    /// one of that version; otherwise 10, as core 0.1 has it. Default true. Without meaning in version 3.
    /// </summary>
    public bool LongErrors { get; init; } = true;

    internal override string Transport => "TCP";

    internal override Uri GetEndpoint(int port) => new UriBuilder(Tls is null ? "rayforce" : "rayforces", Host, port).Uri;

    internal override void Configure(ListenOptions listen) => listen.Run(connection =>
        listen.ApplicationServices.GetRequiredService<TcpEndpoint>().ServeAsync(connection, this));

    internal override RayforceConnectionException CreateException(string message, Exception cause) =>
        new RayforceTcpException(ConnectionErrorReason.ListenFailed, GetEndpoint(Port), message, cause);
}
