using System.Net;
using Rayforce.Client;

namespace Rayforce.WebSocket;

/// <summary>WebSockets, for <c>ws://</c> and <c>wss://</c>. <see cref="RayClient"/> finds it by itself.</summary>
public sealed class WSTransport : IRayTransport
{
    private const string HeaderPrefix = nameof(WSClientOptions.Headers) + ".";

    private static readonly Dictionary<string, Func<WSClientOptions, string, WSClientOptions>> Options =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(WSClientOptions.NegotiateSubprotocol)] = static (options, text) =>
                options with { NegotiateSubprotocol = OptionText.Bool(text) },
            [nameof(WSClientOptions.NumberRequests)] = static (options, text) =>
                options with { NumberRequests = OptionText.Bool(text) },
            [nameof(WSClientOptions.Upstream)] = static (options, text) =>
                options with
                {
                    Upstream = OptionText.Choice(text, ("shared", WSUpstream.Shared), ("own", WSUpstream.Own)),
                },
            [nameof(WSClientOptions.Cookies)] = static (options, text) =>
                options with { Cookies = OptionText.Bool(text) ? new CookieContainer() : null },
        };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Schemes { get; } = ["ws", "wss"];

    /// <inheritdoc/>
    public async Task<RayConnection> ConnectAsync(
        Uri endpoint, RayClientOptions options, CancellationToken cancellationToken) =>
        await new WSClient(endpoint, ToWS(options)).ConnectAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>
    /// A header is <c>headers.NAME</c>; <c>cookies=true</c> keeps cookies in a container of the client's own.
    /// </remarks>
    public RayClientOptions? WithOption(RayClientOptions options, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase)
            ? WithHeader(ToWS(options), name.Substring(HeaderPrefix.Length), value)
            : Options.TryGetValue(name, out var set) ? set(ToWS(options), value) : null;
    }

    private static WSClientOptions WithHeader(WSClientOptions options, string name, string value)
    {
        var headers = options.Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(static header => header.Key, static header => header.Value, StringComparer.OrdinalIgnoreCase);
        headers.Add(name.Length > 0 ? name : throw new FormatException("a header has a name"), value);
        return options with { Headers = headers };
    }

    private static WSClientOptions ToWS(RayClientOptions options) =>
        options as WSClientOptions ?? new WSClientOptions(options);
}
