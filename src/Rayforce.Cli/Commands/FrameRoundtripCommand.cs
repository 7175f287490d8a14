using System.CommandLine;
using Rayforce.Cli.Frames;
using Rayforce.Ipc;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce frame roundtrip</c>: frames decoded and encoded again.</summary>
internal static class FrameRoundtripCommand
{
    public static Command Create(Stream input)
    {
        var command = new Command(
            "roundtrip",
            "Decode frames and encode them again: one frame in hex a line on standard input, and for each a line on " +
            "standard output, the new frame or 'error OFFSET REASON'. Its header has no flags and message type 0.");
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var lines = new StreamReader(input, leaveOpen: true);
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
                await parse.InvocationConfiguration.Output.WriteLineAsync(Roundtrip(line.Trim()));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Roundtrip(string line)
    {
        if (!HexText.TryParse(line, out var frame, out var offset))
            return $"error {offset} the text is not hex, two digits a byte";
        try
        {
            // The header has been checked when the object is there.
            var value = RaySerializer.DeserializeFrame(frame);
            FrameHeader.TryRead(frame, out var header);
            return Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, header.Version));
        }
        catch (RayforceFormatException exception)
        {
            return $"error {exception.Offset} {exception.Status.Describe()}";
        }
    }
}
