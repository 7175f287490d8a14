using System.CommandLine;
using Rayforce.Cli.Sessions;
using Rayforce.Client;

namespace Rayforce.Cli.Commands;

/// <summary>The options of commands that ask a server: which one, and how.</summary>
internal sealed class ServerOptions
{
    /// <summary>The environment variable that holds the server's URL.</summary>
    public const string UrlVariable = "RAYFORCE_URL";

    /// <summary>What the help says of a URL.</summary>
    public const string UrlDescription =
        "The server: ws://host:port, wss://host/path, rayforce://host:port or rayforces:// for TCP, or host:port for " +
        $"ws; it may hold user:password@. Default: the environment variable {UrlVariable}.";

    private readonly Option<string> _passwordFile = Passwords.FileOption();
    private readonly WireVersionOption _version = new();

    /// <summary>How long the whole may take.</summary>
    public SecondsOption Timeout { get; } = new(
        "--timeout", "How long the whole may take, connecting included. Default: as long as it takes.", standard: null);

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Timeout);
        command.Options.Add(_version);
        command.Options.Add(_passwordFile);
    }

    /// <summary>The URL in the environment; null where there is none.</summary>
    public static string? FindUrl() =>
        Environment.GetEnvironmentVariable(UrlVariable) is { Length: > 0 } url ? url : null;

    /// <summary>Connects.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="url">The URL that was given; null for that in the environment.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">There is no URL, or it is none.</exception>
    /// <exception cref="RayforceConnectionException">There is no connection.</exception>
    public Task<ServerSession> ConnectAsync(ParseResult parse, string? url, CancellationToken cancellationToken)
    {
        url ??= FindUrl() ?? throw new ArgumentException(
            $"There is no URL of a server: give one, ws://host:port, or set {UrlVariable}.");
        var password = parse.GetValue(_passwordFile) is { } file
            ? Passwords.FromFile(file)
            : Passwords.FromEnvironment(Passwords.Variable);
        var options = new RayClientOptions { WireVersion = _version.Get(parse) };
        return ServerSession.ConnectAsync(ServerAddress.Complete(url, password), options, cancellationToken);
    }
}
