using Microsoft.Extensions.Configuration;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>Reads the settings of a client out of texts.</summary>
internal static class ConnectionString
{
    private const string UrlKey = "Url";
    private const string Form = "A connection string is scheme://[user:password@]host:port[,host:port…][/path][?option=value&…]";

    /// <summary>What sets an option of the client, by its name.</summary>
    private static readonly Dictionary<string, Func<RayClientSettings, string, RayClientSettings>> OfClient =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(RayClientSettings.Name)] = static (settings, text) => settings with { Name = text },
            [nameof(RayClientSettings.PoolSize)] = static (settings, text) =>
                settings with { PoolSize = OptionText.Number(text) },
            [nameof(RayClientSettings.HostOrder)] = static (settings, text) =>
                settings with
                {
                    HostOrder = OptionText.Choice(
                        text, ("inOrder", RayHostOrder.InOrder), ("random", RayHostOrder.Random)),
                },
            [nameof(RayClientSettings.Reconnect)] = static (settings, text) =>
                settings with { Reconnect = OptionText.Bool(text) },
            [nameof(RayClientSettings.RetryFirstConnect)] = static (settings, text) =>
                settings with { RetryFirstConnect = OptionText.Bool(text) },
            [nameof(RayClientSettings.ReconnectDelay)] = static (settings, text) =>
                settings with { ReconnectDelay = OptionText.Time(text) },
            [nameof(RayClientSettings.MaxReconnectDelay)] = static (settings, text) =>
                settings with { MaxReconnectDelay = OptionText.Time(text) },
            [nameof(RayClientSettings.MaxReconnectAttempts)] = static (settings, text) =>
                settings with { MaxReconnectAttempts = OptionText.Number(text) },
            [nameof(RayClientSettings.ConnectionWait)] = static (settings, text) =>
                settings with { ConnectionWait = OptionText.Time(text) },
        };

    /// <summary>What sets an option of a connection that every transport has, by its name.</summary>
    private static readonly Dictionary<string, Func<RayClientOptions, string, RayClientOptions>> OfConnection =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(RayClientOptions.ConnectTimeout)] = static (options, text) =>
                options with { ConnectTimeout = OptionText.Time(text) },
            [nameof(RayClientOptions.CallTimeout)] = static (options, text) =>
                options with { CallTimeout = OptionText.Time(text) },
            [nameof(RayClientOptions.WireVersion)] = static (options, text) =>
                options with { WireVersion = (WireVersion)OptionText.Number(text) },
            [nameof(RayConnectionOptions.HandshakeTimeout)] = static (options, text) =>
                options with { HandshakeTimeout = OptionText.Time(text) },
            [nameof(RayConnectionOptions.ReceiveTimeout)] = static (options, text) =>
                options with { ReceiveTimeout = OptionText.Time(text) },
            [nameof(RayConnectionOptions.CloseTimeout)] = static (options, text) =>
                options with { CloseTimeout = OptionText.Time(text) },
            [nameof(RayConnectionOptions.KeepAliveInterval)] = static (options, text) =>
                options with { KeepAliveInterval = OptionText.Time(text) },
            [nameof(RayConnectionOptions.KeepAliveTimeout)] = static (options, text) =>
                options with { KeepAliveTimeout = OptionText.Time(text) },
            [nameof(RayConnectionOptions.MaxMessageSize)] = static (options, text) =>
                options with { MaxMessageSize = OptionText.Number(text) },
            [nameof(RayConnectionOptions.Compression)] = static (options, text) =>
                options with { Compression = OptionText.Bool(text) },
            [nameof(RayConnectionOptions.CompressionThreshold)] = static (options, text) =>
                options with { CompressionThreshold = OptionText.Number(text) },
        };

    /// <summary>Reads a URL with several hosts, and options.</summary>
    /// <exception cref="ArgumentException">It is none; the message names what is wrong, and no credentials.</exception>
    public static RayClientSettings Parse(string text)
    {
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd <= 0)
            throw new ArgumentException($"{Form}; there is no scheme.");
        var rest = text.Substring(schemeEnd + 3);
        var query = Cut(ref rest, rest.IndexOf('?'));
        var path = Cut(ref rest, rest.IndexOf('/'));
        var at = rest.LastIndexOf('@');
        if (at < 0 && (path + query).Contains('@'))
        {
            // What stands before it may be half a password, which no message may show.
            throw new ArgumentException("Credentials are written with percent signs: / is %2F, ? is %3F, @ is %40.");
        }

        var credentials = rest.Substring(0, Math.Max(at, 0));
        var scheme = text.Substring(0, schemeEnd).ToLowerInvariant();
        RayTransports.Find(scheme);
        var settings = new RayClientSettings
        {
            Endpoints = [.. rest.Substring(at + 1).Split(',').Select(host => ReadEndpoint(scheme, host, path))],
            Credentials = at < 0 ? null : Uri.UnescapeDataString(credentials),
        };
        foreach (var (name, value) in ReadQuery(query))
            settings = Set(settings, name, value);
        return settings;
    }

    /// <summary>Sets what the query of a URL says of a connection.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="scheme">The URL's scheme.</param>
    /// <param name="query">The query, with its question mark or without.</param>
    /// <exception cref="ArgumentException">
    /// There is no such option of a connection, or its value is wrong; the message names it.
    /// </exception>
    public static RayClientOptions WithQuery(RayClientOptions options, string scheme, string query)
    {
        foreach (var (name, value) in ReadQuery(query))
            options = Set(options, RayTransports.Find(scheme), name, value, OfConnection.Keys);
        return options;
    }

    /// <summary>Reads a section of configuration.</summary>
    /// <exception cref="ArgumentException">Something is wrong in it; the message names it, and no credentials.</exception>
    public static RayClientSettings Read(IConfiguration section)
    {
        var url = section[UrlKey] ?? (section as IConfigurationSection)?.Value
            ?? throw new ArgumentException($"The configuration has no {UrlKey}. {Form}.");
        var settings = Parse(url);
        foreach (var (name, value) in ReadSection(section, prefix: ""))
        {
            if (name.Equals(UrlKey, StringComparison.OrdinalIgnoreCase))
                continue;
            settings = name.Equals(nameof(RayClientSettings.Credentials), StringComparison.OrdinalIgnoreCase)
                ? settings with { Credentials = value }
                : Set(settings, name, value);
        }

        return settings;
    }

    private static RayClientSettings Set(RayClientSettings settings, string name, string value)
    {
        if (OfClient.TryGetValue(name, out var set))
            return Attempt(name, value, () => set(settings, value));
        var transport = RayTransports.Find(settings.Endpoints[0].Scheme);
        return settings with
        {
            Connection = Set(settings.Connection, transport, name, value, OfClient.Keys.Concat(OfConnection.Keys)),
        };
    }

    private static RayClientOptions Set(
        RayClientOptions options, IRayTransport transport, string name, string value, IEnumerable<string> known) =>
        Attempt(name, value, () => OfConnection.TryGetValue(name, out var set)
            ? set(options, value)
            : transport.WithOption(options, name, value) ?? throw new ArgumentException(
                $"There is no option '{name}'. Common to all are " +
                $"{string.Join(", ", known.OrderBy(static key => key, StringComparer.Ordinal))}."));

    private static T Attempt<T>(string name, string value, Func<T> set)
    {
        try
        {
            return set();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException)
        {
            throw new ArgumentException(
                $"The option '{name}' cannot be '{value}': {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private static IEnumerable<(string Name, string Value)> ReadQuery(string query)
    {
        foreach (var option in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = option.IndexOf('=');
            if (sign < 0)
                throw new ArgumentException($"The option '{option}' has no value; write {option}=value.");
            var (name, value) = (option.Substring(0, sign), option.Substring(sign + 1));
            yield return (Uri.UnescapeDataString(name), Uri.UnescapeDataString(value));
        }
    }

    /// <summary>The options of a section; those of a section in it have its name and a dot before theirs.</summary>
    private static IEnumerable<(string Name, string Value)> ReadSection(IConfiguration section, string prefix)
    {
        foreach (var option in section.GetChildren())
        {
            if (option.Value is { } value)
                yield return (prefix + option.Key, value);
            else if (!option.GetChildren().Any())
                throw new ArgumentException($"The option '{option.Path}' has no value.");
            foreach (var inner in ReadSection(option, $"{prefix}{option.Key}."))
                yield return inner;
        }
    }

    private static Uri ReadEndpoint(string scheme, string host, string path) =>
        host.Length > 0 && Uri.TryCreate($"{scheme}://{host}{path}", UriKind.Absolute, out var endpoint)
            ? endpoint
            : throw new ArgumentException($"'{host}' is no host:port. {Form}.");

    /// <summary>Takes the end of a text, from a place on, where there is one.</summary>
    private static string Cut(ref string text, int place)
    {
        if (place < 0)
            return "";
        var end = text.Substring(place);
        text = text.Substring(0, place);
        return end;
    }
}
