using System.CommandLine;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce frame</c>: what works on frames without a connection.</summary>
internal static class FrameCommand
{
    public static Command Create(Stream input) => new("frame", "Look into frames, and make them.")
    {
        FrameInspectCommand.Create(input),
        FrameRoundtripCommand.Create(input),
        FrameEvalCommand.Create(input),
    };
}
