using Spectre.Console;

namespace Rayforce.Cli.Commands;

/// <summary>Where tables and bars go: what moves is for terminals only.</summary>
internal static class TerminalOutput
{
    /// <summary>The terminal, where there is one; else the writer, which gets plain text.</summary>
    public static IAnsiConsole For(TextWriter output) => Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        })
        : AnsiConsole.Console;
}
