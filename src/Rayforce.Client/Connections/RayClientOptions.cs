using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// How a client connects and talks, by whatever transport. Immutable: made with an initializer, or <c>with</c>. What
/// only one transport has is in <see cref="RayTcpClientOptions"/>, or in <c>WSClientOptions</c> of Rayforce.WebSocket.
/// </summary>
public record RayClientOptions : RayConnectionOptions
{
    /// <summary>
    /// How long connecting may take: name lookup, TLS, and the HTTP upgrade of a WebSocket. Default 15 s: long enough
    /// for a slow name lookup, short enough to notice a host that swallows packets.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a call may wait for its reply. Default 10 minutes, more than a server of this library evaluates. A call
    /// that has timed out leaves the connection usable; its late reply is dropped.
    /// </summary>
    public TimeSpan CallTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The wire version to speak. Default null: a TCP client finds out what the server speaks, beginning with 3, and a
    /// WebSocket client, who cannot, speaks 3. Servers of core 0.x speak 1. A TCP client that asks for one version
    /// refuses servers of the other.
    /// </summary>
    public WireVersion? WireVersion { get; init => field = OptionValue.Version(value); }

    /// <summary>
    /// Answers requests that the server sends to this side, by <c>(.ipc.send handle …)</c> for example. It gets the
    /// request as it came, unevaluated, and gives the reply; a <see cref="RayforceQueryException"/> it throws is the
    /// reply as that error, anything else as the error <c>user</c>. One request is answered at a time, while pushes go
    /// on. Default null: every request is refused with the error <c>nyi</c>, since there is nothing here that evaluates.
    /// </summary>
    /// <remarks>
    /// With a handler, calls of a TCP connection are sent one at a time: each waits until the reply of the one before has
    /// come, also of one that was given up. A server that waits for an answer of this side replies out of order. A call
    /// that the handler itself makes over its own connection would wait for a call that may be waiting for the handler:
    /// it gets an <see cref="InvalidOperationException"/>. Another connection takes it, and
    /// <see cref="RayConnection.PostAsync(RayObject, CancellationToken)"/> goes out at once on this one.
    /// </remarks>
    public Func<RayObject, CancellationToken, ValueTask<RayObject>>? RequestHandler { get; init; }

    /// <summary>
    /// Decides about the server's TLS certificate. Default null: the system's rules. A WebSocket in a browser does not
    /// have it, nor one on .NET Framework, where <c>ServicePointManager</c> decides.
    /// </summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Client certificates for TLS. Default none. A WebSocket in a browser does not have them.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }

    /// <summary>Names the wire version; credentials are for no log.</summary>
    public sealed override string ToString() => $"{GetType().Name}(wireVersion={WireVersion?.ToString() ?? "any"})";
}
