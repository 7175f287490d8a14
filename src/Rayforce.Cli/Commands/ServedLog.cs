using System.CommandLine;
using Microsoft.Extensions.Logging;
using Rayforce.Server;

namespace Rayforce.Cli.Commands;

/// <summary>The options of <c>rayforce serve</c> that say what it logs, and how. It does so on standard error.</summary>
internal static class ServedLog
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Systemd = "systemd";

    private static readonly Option<string> Level = new Option<string>("--log-level")
    {
        HelpName = "LEVEL",
        Description = "What is logged: trace, debug, information, warning, error, critical or none, and what is graver.",
        DefaultValueFactory = static _ => "warning",
    }.AcceptOnlyFromAmong("trace", "debug", "information", "warning", "error", "critical", "none");

    private static readonly Option<string> Format = new Option<string>("--log-format")
    {
        HelpName = "FORMAT",
        Description = "How it is logged, on standard error: text, json, or systemd, with priorities that journald knows.",
        DefaultValueFactory = static _ => Text,
    }.AcceptOnlyFromAmong(Text, Json, Systemd);

    private static readonly SecondsOption Slow = new(
        "--slow-request",
        "Requests that take so long are a warning in the log, with their source cut short; without it none is.",
        standard: null);

    /// <summary>The options.</summary>
    public static IEnumerable<Option> Options => [Level, Format, Slow];

    /// <summary>The options of the server, with these.</summary>
    public static WSServerOptions Apply(ParseResult parse, WSServerOptions options) =>
        Slow.Find(parse) is { } time ? options with { SlowRequest = time } : options;

    /// <summary>Makes the loggers.</summary>
    public static ILoggerFactory Create(ParseResult parse) => LoggerFactory.Create(logging =>
    {
        var level = Enum.Parse<LogLevel>(parse.GetRequiredValue(Level), ignoreCase: true);
        // What the framework tells is of use to who looks for a fault in it. That the host cannot start is thrown, with
        // its reason.
        logging.SetMinimumLevel(level)
            .AddFilter("Microsoft", level <= LogLevel.Debug ? level : (LogLevel)Math.Max((int)level, (int)LogLevel.Error))
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        _ = parse.GetRequiredValue(Format) switch
        {
            Json => logging.AddJsonConsole(),
            Systemd => logging.AddSystemdConsole(),
            _ => logging.AddSimpleConsole(static console => console.SingleLine = true),
        };
        logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
