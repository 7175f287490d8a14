using Rayforce.Client;

namespace Rayforce.WebSocket;

/// <summary>WebSockets, for <c>ws://</c> and <c>wss://</c>. <see cref="RayClient"/> finds it by itself.</summary>
public sealed class WSTransport : IRayTransport
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Schemes { get; } = ["ws", "wss"];

    /// <inheritdoc/>
    public async Task<RayConnection> ConnectAsync(
        Uri endpoint, RayClientOptions options, CancellationToken cancellationToken) =>
        await new WSClient(endpoint, ToWS(options)).ConnectAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public RayClientOptions? WithOption(RayClientOptions options, string name, string value) =>
        name.Equals(nameof(WSClientOptions.NegotiateSubprotocol), StringComparison.OrdinalIgnoreCase)
            ? ToWS(options) with { NegotiateSubprotocol = OptionText.Bool(value) }
        : name.Equals(nameof(WSClientOptions.NumberRequests), StringComparison.OrdinalIgnoreCase)
            ? ToWS(options) with { NumberRequests = OptionText.Bool(value) }
        : null;

    private static WSClientOptions ToWS(RayClientOptions options) =>
        options as WSClientOptions ?? new WSClientOptions(options);
}
