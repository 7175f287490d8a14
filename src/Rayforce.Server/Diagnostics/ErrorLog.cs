using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Rayforce.Server.Diagnostics;

/// <summary>The log of a server that was given none: warnings and errors, to the standard error stream.</summary>
internal static class ErrorLog
{
    public static void Add(ILoggingBuilder logging)
    {
        // That the host cannot start is thrown, with its reason; its own stack trace says no more.
        logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
