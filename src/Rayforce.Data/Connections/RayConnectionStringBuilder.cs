using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rayforce.Client;

namespace Rayforce.Data;

/// <summary>
/// A connection string: <c>Url=ws://localhost:8765;Dialect=Sql</c>, or its parts as other providers name them,
/// <c>Host=localhost;Port=8766;Username=u;Password=p</c>. A URL alone is a connection string too.
/// </summary>
[SuppressMessage(
    "Design", "CA1010:Generic interface should also be implemented", Justification = "Its base is what ADO.NET has.")]
[SuppressMessage(
    "Naming", "CA1710:Identifiers should have correct suffix", Justification = "Builders of ADO.NET are named so.")]
public sealed class RayConnectionStringBuilder : DbConnectionStringBuilder
{
    private const string DefaultScheme = "rayforce";

    /// <summary>Options that may be secrets.</summary>
    private const string HeaderPrefix = "headers.";

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Url"] = "Url",
        ["Scheme"] = "Scheme",
        ["Host"] = "Host",
        ["Server"] = "Host",
        ["Data Source"] = "Host",
        ["Port"] = "Port",
        ["Path"] = "Path",
        ["Username"] = "Username",
        ["User Id"] = "Username",
        ["User"] = "Username",
        ["Password"] = "Password",
        ["Pwd"] = "Password",
        ["Dialect"] = "Dialect",
        ["Connect Timeout"] = "Connect Timeout",
        ["Connection Timeout"] = "Connect Timeout",
        ["Timeout"] = "Connect Timeout",
        ["Command Timeout"] = "Command Timeout",
        ["Max Pool Size"] = "Max Pool Size",
        ["Maximum Pool Size"] = "Max Pool Size",
    };

    /// <summary>An empty connection string.</summary>
    public RayConnectionStringBuilder()
    {
    }

    /// <summary>Reads a connection string.</summary>
    /// <param name="connectionString">Pairs of keywords and values, or a URL alone.</param>
    /// <exception cref="ArgumentException">A keyword is not known, or the text is no connection string.</exception>
    public RayConnectionStringBuilder(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        if (IsUrl(connectionString))
            Url = connectionString;
        else
            ConnectionString = connectionString;
    }

    /// <summary>
    /// The whole URL: <c>ws://</c>, <c>wss://</c>, <c>rayforce://</c> or <c>rayforces://</c>. Where it is given, scheme,
    /// host, port and path are its own. Behind a question mark stand options of the connection, as in the connection
    /// string of a <see cref="RayClient"/>: <c>ws://host:1?receiveTimeout=5s&amp;headers.X-Tenant=a</c>.
    /// </summary>
    public string? Url
    {
        get => Text("Url");
        set => this["Url"] = value!;
    }

    /// <summary>The transport, by the scheme of its URL. Default <c>rayforce</c>.</summary>
    public string Scheme
    {
        get => Text("Scheme") ?? DefaultScheme;
        set => this["Scheme"] = value;
    }

    /// <summary>The server's name or address. Default <c>localhost</c>.</summary>
    public string Host
    {
        get => Text("Host") ?? "localhost";
        set => this["Host"] = value;
    }

    /// <summary>The server's port; 0, the default, is that of the scheme, which <c>rayforce</c> does not have.</summary>
    public int Port
    {
        get => Number("Port", 0);
        set => this["Port"] = value;
    }

    /// <summary>The path of a WebSocket. Default none.</summary>
    public string? Path
    {
        get => Text("Path");
        set => this["Path"] = value!;
    }

    /// <summary>Who asks. Default none.</summary>
    public string? Username
    {
        get => Text("Username");
        set => this["Username"] = value!;
    }

    /// <summary>The password. Default none.</summary>
    public string? Password
    {
        get => Text("Password");
        set => this["Password"] = value!;
    }

    /// <summary>The language of commands. Default <see cref="RayDialect.Rayfall"/>.</summary>
    public RayDialect Dialect
    {
        get => Text("Dialect") is not { } text ? RayDialect.Rayfall
            : Enum.TryParse<RayDialect>(text, ignoreCase: true, out var dialect) && Enum.IsDefined(dialect) ? dialect
            : throw Wrong("Dialect", text, "Rayfall or Sql");
        set => this["Dialect"] = value.ToString();
    }

    /// <summary>How long connecting may take, in seconds. Default 15; 0 is without end.</summary>
    public int ConnectTimeout
    {
        get => Number("Connect Timeout", 15);
        set => this["Connect Timeout"] = value;
    }

    /// <summary>How long a command may take unless it says otherwise, in seconds. Default 30; 0 is without end.</summary>
    public int CommandTimeout
    {
        get => Number("Command Timeout", 30);
        set => this["Command Timeout"] = value;
    }

    /// <summary>How many connections of a data source may be open at once. Default 100.</summary>
    public int MaxPoolSize
    {
        get => Number("Max Pool Size", 100) is var size and > 0 ? size : throw Wrong("Max Pool Size", "0", "1 or more");
        set => this["Max Pool Size"] = value;
    }

    /// <summary>The value of a keyword, whichever of its names is used.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <exception cref="ArgumentException">The keyword is not known.</exception>
    [AllowNull]
    public override object this[string keyword]
    {
        get => TryGetValue(keyword, out var value) ? value : throw Unknown(keyword);
        set => base[Canonical(keyword)] = value is IFormattable number
            ? number.ToString(null, CultureInfo.InvariantCulture)
            : value;
    }

    /// <inheritdoc/>
    public override bool ContainsKey(string keyword) =>
        Keywords.TryGetValue(keyword, out var name) && base.ContainsKey(name);

    /// <inheritdoc/>
    public override bool Remove(string keyword) => Keywords.TryGetValue(keyword, out var name) && base.Remove(name);

    /// <inheritdoc/>
    public override bool TryGetValue(string keyword, [NotNullWhen(true)] out object? value)
    {
        value = null;
        return Keywords.TryGetValue(keyword, out var name) && base.TryGetValue(name, out value);
    }

    /// <summary>The URL to connect to, with the credentials.</summary>
    /// <exception cref="ArgumentException">The parts make no URL.</exception>
    internal string ToUrl()
    {
        try
        {
            var url = Url is { } whole
                ? new UriBuilder(new Uri(whole, UriKind.Absolute))
                : new UriBuilder(Scheme, Host, Port > 0 ? Port : -1, Path ?? string.Empty);
            if (Username is { } user)
                url.UserName = Uri.EscapeDataString(user);
            if (Password is { } password)
            {
                url.Password = Uri.EscapeDataString(password);
                // A URL has no password without a user; servers do not ask who it is.
                if (url.UserName.Length == 0)
                    url.UserName = "rayforce";
            }

            return url.Uri.AbsoluteUri;
        }
        catch (UriFormatException e)
        {
            throw new ArgumentException($"The connection string names no server: {e.Message}", e);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ArgumentException($"The connection string names no server: {e.Message}", e);
        }
    }

    /// <summary>Where to connect to, and how: what stands behind a question mark in the URL are options.</summary>
    /// <param name="options">The options so far.</param>
    /// <exception cref="ArgumentException">
    /// The parts make no URL, an option is unknown, or its value is wrong; the message names it.
    /// </exception>
    internal (string Url, RayClientOptions Options) ToTarget(RayClientOptions options)
    {
        var url = new UriBuilder(ToUrl());
        var said = Client.ConnectionString.WithQuery(options, url.Scheme, url.Query);
        if (said.ConnectTimeout != options.ConnectTimeout || said.CallTimeout != options.CallTimeout)
            throw new ArgumentException("How long things take is said by Connect Timeout and Command Timeout, in seconds.");
        url.Query = string.Empty;
        return (url.Uri.AbsoluteUri, said);
    }

    /// <summary>The same without what is for no eyes.</summary>
    internal string WithoutPassword()
    {
        var shown = new RayConnectionStringBuilder { ConnectionString = ConnectionString };
        shown.Remove("Password");
        if (shown.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.UserInfo.Length > 0 || address.Query.Length > 0))
        {
            var options = address.Query.TrimStart('?').Split('&')
                .Where(static option => !option.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase));
            shown.Url = new UriBuilder(address) { Password = string.Empty, Query = string.Join('&', options) }.Uri.AbsoluteUri;
        }

        return shown.ConnectionString;
    }

    private static bool IsUrl(string text) =>
        text.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && text.AsSpan(0, scheme).IndexOf('=') < 0;

    private static string Canonical(string keyword)
    {
        ArgumentNullException.ThrowIfNull(keyword);
        return Keywords.TryGetValue(keyword, out var name) ? name : throw Unknown(keyword);
    }

    private static ArgumentException Unknown(string keyword) => new(
        $"The connection string has no keyword '{keyword}'; it has " +
        $"{string.Join(", ", Keywords.Values.Distinct())}.",
        nameof(keyword));

    private static ArgumentException Wrong(string keyword, string value, string wanted) =>
        new($"The connection string's {keyword} is '{value}'; it has to be {wanted}.");

    private string? Text(string keyword) => TryGetValue(keyword, out var value) ? (string)value : null;

    private int Number(string keyword, int otherwise) => Text(keyword) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(keyword, text, "a whole number");
}
