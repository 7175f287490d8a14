using System.CommandLine;
using Rayforce.Cli.Frames;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce frame inspect</c>: what is in a frame, offset by offset.</summary>
internal static class FrameInspectCommand
{
    private const string StandardInput = "-";

    public static Command Create(Stream input)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The frame, as hex text or in binary; - is standard input.",
            DefaultValueFactory = _ => StandardInput,
        };
        var command = new Command(
            "inspect", "List what is in a frame, offset by offset; a malformed one up to its fault.") { file };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            try
            {
                var frame = HexText.ToFrame(await ReadAsync(parse.GetRequiredValue(file), input, cancellationToken));
                return new FrameInspector(streams.Output).Inspect(frame) ? ExitCode.Success : ExitCode.Failure;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await streams.Error.WriteLineAsync($"Cannot read the frame: {exception.Message}");
                return ExitCode.Trouble;
            }
        });
        return command;
    }

    private static async Task<byte[]> ReadAsync(string file, Stream input, CancellationToken cancellationToken)
    {
        if (file != StandardInput)
            return await File.ReadAllBytesAsync(file, cancellationToken);
        using var content = new MemoryStream();
        await input.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
