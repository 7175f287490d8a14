using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Microsoft.Extensions.Hosting.Systemd;
using Rayforce.Ipc;
using Rayforce.Server;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce serve</c>: a WebSocket server with the embedded engine, or before another one.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8765;
    private const int HighestPort = ushort.MaxValue;
    private const string TlsPasswordVariable = "RAYFORCE_TLS_PASSWORD";

    private static readonly WSServerOptions Defaults = new();

    private static readonly Option<string> Host = new("--host")
    {
        HelpName = "ADDRESS",
        Description = "The address to listen at: an IP address, or localhost; 0.0.0.0 is every address of the machine.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly NumberOption Port = new(
        "--port", "PORT", "The port to listen at; 0 takes a free one.", 0, HighestPort, DefaultPort);

    private static readonly NumberOption TcpPort = new(
        "--tcp-port",
        "PORT",
        "Serve native clients too, over TCP at this port; 0 takes a free one. Without it there is no TCP.",
        0,
        HighestPort,
        standard: null);

    private static readonly Option<string> Password = new("--password")
    {
        HelpName = "TEXT",
        Description = "What clients have to send, with any user name. Other users may see it here: --password-file " +
            $"and the environment variable {Passwords.Variable} are safer.",
    };

    private static readonly Option<string> PasswordFile = Passwords.FileOption();

    private static readonly Option<string> ReadPassword = new("--read-password")
    {
        HelpName = "TEXT",
        Description = "A second password: who sends it may neither write nor reach the system. The environment variable " +
            $"{Passwords.ReadVariable} is safer.",
    };

    private static readonly Option<string[]> Origins = new("--origin")
    {
        HelpName = "ORIGIN",
        Description = "An origin whose pages may connect from a browser, such as https://example.org, or * for all; " +
            "may be given several times.",
    };

    private static readonly Option<string[]> Hosts = new("--allow-host")
    {
        HelpName = "NAME",
        Description = "A name by which clients may ask for a server at an address of this machine alone, beside " +
            "localhost: for a proxy; * for all; may be given several times.",
    };

    private static readonly Option<string> TlsCertificate = new("--tls-cert")
    {
        HelpName = "FILE",
        Description = "The certificate for TLS, in PEM or as PFX: clients come by wss:// and rayforces://. It is read " +
            $"again when it has changed. Where it is encrypted, {TlsPasswordVariable} holds the password.",
    };

    private static readonly Option<string> TlsKey = new("--tls-key")
    {
        HelpName = "FILE",
        Description = "The private key of --tls-cert, in PEM; without it the key is in the same file.",
    };

    private static readonly Option<string> TlsClients = new("--tls-client-ca")
    {
        HelpName = "FILE",
        Description = "With --tls-cert: clients need a certificate that one of those in this file has issued.",
    };

    private static readonly Option<bool> Restricted = new("--restricted")
    {
        Description = "Answer requests that write or reach the system with the error access.",
    };

    private static readonly Option<bool> Unprotected = new("--unprotected")
    {
        Description = "Serve an engine that reaches the system at addresses of other machines, too, without a password.",
    };

    private static readonly NumberOption MaxMessageSize = new(
        "--max-message-size",
        "BYTES",
        "The largest message to take or send.",
        FrameHeader.Size,
        int.MaxValue,
        Defaults.MaxMessageSize);

    private static readonly NumberOption ReceiveMemory = new(
        "--receive-memory",
        "BYTES",
        "How much memory all messages together may hold that arrive or wait; those up to 64 KiB do not count.",
        1,
        long.MaxValue,
        Defaults.ReceiveMemory);

    private static readonly NumberOption MaxConnections = new(
        "--max-connections",
        "NUMBER",
        "How many clients may be connected at once.",
        1,
        int.MaxValue,
        Defaults.MaxConnections);

    private static readonly NumberOption MaxNewcomers = new(
        "--max-newcomers",
        "NUMBER",
        "How many connections from one address may be open that have not shaken hands.",
        1,
        int.MaxValue,
        Defaults.MaxNewcomers);

    private static readonly Option<bool?> Compression = new("--compression")
    {
        HelpName = "true|false",
        Description = "Whether large replies are packed. By default to other machines only.",
    };

    private static readonly SecondsOption EvaluationTimeout =
        new("--evaluation-timeout", "How long one request may be evaluated.", Defaults.EvaluationTimeout);

    private static readonly SecondsOption PostTimeout = new(
        "--post-timeout", "How long requests without a reply may go on whose sender has left.", Defaults.PostTimeout);

    private static readonly SecondsOption HandshakeTimeout =
        new("--handshake-timeout", "How long a client may take to connect and shake hands.", Defaults.HandshakeTimeout);

    private static readonly SecondsOption ReceiveTimeout = new(
        "--receive-timeout", "How long a message that was begun may stand still.", Defaults.ReceiveTimeout);

    private static readonly SecondsOption SendTimeout =
        new("--send-timeout", "How long a reply may stand still on its way.", Defaults.SendTimeout);

    private static readonly SecondsOption CloseTimeout =
        new("--close-timeout", "How long closing a connection, or the server, may take.", Defaults.CloseTimeout);

    private static readonly SecondsOption KeepAliveInterval =
        new("--keep-alive-interval", "How often a silent client is pinged.", Defaults.KeepAliveInterval);

    private static readonly SecondsOption KeepAliveTimeout =
        new("--keep-alive-timeout", "How long a ping may stay without an answer.", Defaults.KeepAliveTimeout);

    public static Command Create()
    {
        const string description = "Run a WebSocket server until Ctrl-C, with the embedded engine or another one.";
        var command = new Command("serve", description)
        {
            Host, Port, TcpPort, Password, PasswordFile, ReadPassword, Origins, Hosts, TlsCertificate, TlsKey,
            TlsClients, Restricted, Unprotected, MaxMessageSize, ReceiveMemory, MaxConnections, MaxNewcomers,
            Compression, EvaluationTimeout, PostTimeout, HandshakeTimeout, ReceiveTimeout, SendTimeout, CloseTimeout,
            KeepAliveInterval, KeepAliveTimeout,
        };
        foreach (var option in ServedTopics.Options.Concat(ServedEngine.Options).Concat(ServedLog.Options))
            command.Options.Add(option);
        command.Validators.Add(Check);
        command.Validators.Add(result => ServedEngine.Check(
            result, result.GetValue(Restricted), result.GetValue(ReadPassword) is not null));
        command.SetAction(async (parse, cancellationToken) =>
        {
            var error = parse.InvocationConfiguration.Error;
            using var stop = new StopSignals(cancellationToken);
            try
            {
                var options = ServedLog.Apply(parse, ServedTopics.Apply(parse, ReadOptions(parse)));
                if (options.ReadPassword is not null && ServedEngine.FindReaderFault(parse) is { } fault)
                {
                    await error.WriteLineAsync($"{Passwords.ReadVariable} {fault}");
                    return ExitCode.Trouble;
                }

                if (IsOpenToSystem(parse, options))
                {
                    await error.WriteLineAsync(
                        $"Whoever reaches {options.Host} could run programs of this machine by way of this engine: set a " +
                        "password, --restricted, --host 127.0.0.1, or --unprotected if that is meant.");
                    return ExitCode.Trouble;
                }

                using var loggers = ServedLog.Create(parse);
                using var telemetry = ServedTelemetry.Start();
                await using var memory = new ServedMemory();
                await using var engine =
                    await ServedEngine.CreateAsync(parse, options.Restricted, loggers, stop.Token);
                options = options with { Engine = engine, LoggerFactory = loggers };
                await using var server = new WSServer(Port.Get(parse), options);
                var systemd = new SystemdNotifier();
                await server.RunAsync(
                    () =>
                    {
                        ServedEngine.Announce(parse);
                        systemd.Notify(ServiceState.Ready);
                    },
                    stop.Token);
                return ExitCode.Success;
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
                await error.WriteLineAsync("Stopped before there was a server.");
                return ExitCode.Trouble;
            }
            catch (ScriptException exception)
            {
                await error.WriteLineAsync(exception.Message);
                return ExitCode.Failure;
            }
            catch (Exception exception) when (
                exception is RayforceException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync(exception.Message);
                return ExitCode.Trouble;
            }
        });
        return command;
    }

    private static void Check(CommandResult command)
    {
        var host = command.GetValue(Host) ?? "localhost";
        if (host != "localhost" && !IPAddress.TryParse(host, out _))
            command.AddError($"--host: '{host}' is no IP address and not localhost.");
        foreach (var origin in command.GetValue(Origins) ?? [])
        {
            if (origin != "*" && !IsOrigin(origin))
                command.AddError($"--origin: '{origin}' is no origin; https://example.org is one.");
        }

        foreach (var name in command.GetValue(Hosts) ?? [])
        {
            if (name != "*" && Uri.CheckHostName(name) == UriHostNameType.Unknown)
                command.AddError($"--allow-host: '{name}' is no name of a host, without a port.");
        }

        foreach (var option in new[] { TlsKey, TlsClients })
        {
            if (command.GetValue(option) is not null && command.GetValue(TlsCertificate) is null)
                command.AddError($"{option.Name} goes with --tls-cert.");
        }

        foreach (var option in new[] { TlsCertificate, TlsKey, TlsClients, PasswordFile })
        {
            if (command.GetValue(option) is { } file && !File.Exists(file))
                command.AddError($"{option.Name}: there is no file '{file}'.");
        }

        if (command.GetValue(Password) is not null && command.GetValue(PasswordFile) is not null)
            command.AddError("--password and --password-file: give one of them.");
        foreach (var option in new[] { Password, ReadPassword })
        {
            if (command.GetValue(option) is { Length: 0 })
                command.AddError($"{option.Name}: the password is empty.");
        }
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(origin, $"{uri.Scheme}://{uri.Authority}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a stranger would be let in who can reach more than what the engine holds.</summary>
    private static bool IsOpenToSystem(ParseResult parse, WSServerOptions options) =>
        ServedEngine.ReachesSystem(parse)
        && !parse.GetValue(Unprotected)
        && !options.Restricted
        && options is { Password: null, ReadPassword: null }
        && options.Host != "localhost"
        && !IPAddress.IsLoopback(IPAddress.Parse(options.Host));

    private static WSServerOptions ReadOptions(ParseResult parse) => new()
    {
        Host = parse.GetRequiredValue(Host),
        TcpPort = (int?)parse.GetValue(TcpPort),
        Password = parse.GetValue(Password)
            ?? (parse.GetValue(PasswordFile) is { } file
                ? Passwords.FromFile(file)
                : Passwords.FromEnvironment(Passwords.Variable)),
        ReadPassword = parse.GetValue(ReadPassword) ?? Passwords.FromEnvironment(Passwords.ReadVariable),
        AllowedOrigins = parse.GetValue(Origins) ?? [],
        AllowedHosts = parse.GetValue(Hosts) ?? [],
        Tls = parse.GetValue(TlsCertificate) is not { } certificate ? null : new RayServerTls
        {
            CertificateFile = certificate,
            KeyFile = parse.GetValue(TlsKey),
            KeyPassword = Passwords.FromEnvironment(TlsPasswordVariable),
            ClientAuthorityFile = parse.GetValue(TlsClients),
        },
        Restricted = parse.GetValue(Restricted),
        MaxMessageSize = MaxMessageSize.Get(parse),
        ReceiveMemory = parse.GetValue(ReceiveMemory)!.Value,
        MaxConnections = MaxConnections.Get(parse),
        MaxNewcomers = MaxNewcomers.Get(parse),
        Compression = parse.GetValue(Compression),
        EvaluationTimeout = EvaluationTimeout.Get(parse),
        PostTimeout = PostTimeout.Get(parse),
        HandshakeTimeout = HandshakeTimeout.Get(parse),
        ReceiveTimeout = ReceiveTimeout.Get(parse),
        SendTimeout = SendTimeout.Get(parse),
        CloseTimeout = CloseTimeout.Get(parse),
        KeepAliveInterval = KeepAliveInterval.Get(parse),
        KeepAliveTimeout = KeepAliveTimeout.Get(parse),
    };
}
