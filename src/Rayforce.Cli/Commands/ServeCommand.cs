using System.CommandLine;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;
using Rayforce.Server;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce serve</c>: a WebSocket server with the embedded engine, or before another one.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8765;
    private const string PasswordVariable = "RAYFORCE_PASSWORD";
    private static readonly WSServerOptions Defaults = new();

    private static readonly Option<string> Host = new("--host")
    {
        HelpName = "ADDRESS",
        Description = "The address to listen at: an IP address, or localhost; 0.0.0.0 is every address of the machine.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> Port = new("--port")
    {
        HelpName = "PORT",
        Description = "The port to listen at; 0 takes a free one.",
        DefaultValueFactory = _ => DefaultPort,
    };

    private static readonly Option<int?> TcpPort = new("--tcp-port")
    {
        HelpName = "PORT",
        Description =
            "Serve native clients too, over TCP at this port; 0 takes a free one. Without it there is no TCP.",
    };

    private static readonly Option<string> Password = new("--password")
    {
        HelpName = "TEXT",
        Description = "What clients have to send, with any user name. Other users may see it here: the " +
            $"environment variable {PasswordVariable} is safer.",
    };

    private static readonly Option<string[]> Origins = new("--origin")
    {
        HelpName = "ORIGIN",
        Description = "An origin whose pages may connect from a browser, such as https://example.org, or * for all; " +
            "may be given several times.",
    };

    private static readonly Option<bool> Restricted = new("--restricted")
    {
        Description = "Answer requests that write or reach the system with the error access.",
    };

    private static readonly Option<int> MaxMessageSize = new("--max-message-size")
    {
        HelpName = "BYTES",
        Description = "The largest message to take or send.",
        DefaultValueFactory = _ => Defaults.MaxMessageSize,
    };

    private static readonly Option<int> MaxConnections = new("--max-connections")
    {
        HelpName = "NUMBER",
        Description = "How many clients may be connected at once.",
        DefaultValueFactory = _ => Defaults.MaxConnections,
    };

    private static readonly Option<bool?> Compression = new("--compression")
    {
        HelpName = "true|false",
        Description = "Whether large replies are packed. By default to other machines only.",
    };

    private static readonly SecondsOption EvaluationTimeout =
        new("--evaluation-timeout", "How long one request may be evaluated.", Defaults.EvaluationTimeout);

    private static readonly SecondsOption HandshakeTimeout =
        new("--handshake-timeout", "How long a client may take to connect and shake hands.", Defaults.HandshakeTimeout);

    private static readonly SecondsOption KeepAliveInterval =
        new("--keep-alive-interval", "How often a silent client is pinged.", Defaults.KeepAliveInterval);

    private static readonly SecondsOption KeepAliveTimeout =
        new("--keep-alive-timeout", "How long a ping may stay without an answer.", Defaults.KeepAliveTimeout);

    public static Command Create()
    {
        const string description = "Run a WebSocket server until Ctrl-C, with the embedded engine or another one.";
        var command = new Command("serve", description)
        {
            Host, Port, TcpPort, Password, Origins, Restricted, MaxMessageSize, MaxConnections,
            Compression, EvaluationTimeout, HandshakeTimeout, KeepAliveInterval, KeepAliveTimeout,
        };
        foreach (var option in ServedEngine.Options)
            command.Options.Add(option);
        command.Validators.Add(result => ServedEngine.Check(result, result.GetValue(Restricted)));
        command.SetAction(async (parse, cancellationToken) =>
        {
            var error = parse.InvocationConfiguration.Error;
            using var stop = new StopSignals(cancellationToken);
            try
            {
                var options = ReadOptions(parse);
                using var loggers = LoggerFactory.Create(ErrorLog.Add);
                await using var engine =
                    await ServedEngine.CreateAsync(parse, options.Restricted, loggers, stop.Token);
                await ServedEngine.AnnounceAsync(parse);
                options = options with { Engine = engine, LoggerFactory = loggers };
                await using var server = new WSServer(parse.GetValue(Port), options);
                await server.RunAsync(stop.Token);
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

    private static WSServerOptions ReadOptions(ParseResult parse) => new()
    {
        Host = parse.GetRequiredValue(Host),
        TcpPort = parse.GetValue(TcpPort),
        Password = parse.GetValue(Password) ?? Environment.GetEnvironmentVariable(PasswordVariable),
        AllowedOrigins = parse.GetValue(Origins) ?? [],
        Restricted = parse.GetValue(Restricted),
        MaxMessageSize = parse.GetValue(MaxMessageSize),
        MaxConnections = parse.GetValue(MaxConnections),
        Compression = parse.GetValue(Compression),
        EvaluationTimeout = EvaluationTimeout.Get(parse),
        HandshakeTimeout = HandshakeTimeout.Get(parse),
        KeepAliveInterval = KeepAliveInterval.Get(parse),
        KeepAliveTimeout = KeepAliveTimeout.Get(parse),
    };
}
