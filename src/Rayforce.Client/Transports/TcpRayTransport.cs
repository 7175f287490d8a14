namespace Rayforce.Client;

/// <summary>TCP, for <c>rayforce://</c> and, with TLS, <c>rayforces://</c>.</summary>
internal sealed class TcpRayTransport : IRayTransport
{
    public IReadOnlyCollection<string> Schemes { get; } = ["rayforce", "rayforces"];

    public async Task<RayConnection> ConnectAsync(
        Uri endpoint, RayClientOptions options, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsBrowser())
            throw new PlatformNotSupportedException(
                $"A browser has no TCP: use ws:// or wss:// instead of {endpoint.Scheme}://.");
        return await new RayTcpClient(endpoint, ToTcp(options)).ConnectAsync(cancellationToken).ConfigureAwait(false);
    }

    public RayClientOptions? WithOption(RayClientOptions options, string name, string value) =>
        name.Equals(nameof(RayTcpClientOptions.CancelOnServer), StringComparison.OrdinalIgnoreCase)
            ? ToTcp(options) with { CancelOnServer = OptionText.Bool(value) }
            : null;

    private static RayTcpClientOptions ToTcp(RayClientOptions options) =>
        options as RayTcpClientOptions ?? new RayTcpClientOptions(options);
}
