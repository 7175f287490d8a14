using System.CommandLine;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce frame eval</c>: Rayfall sources evaluated in one environment, replies as frames.</summary>
internal static class FrameEvalCommand
{
    public static Command Create(Stream input)
    {
        var version = new WireVersionOption();
        var command = new Command(
            "eval",
            "Evaluate Rayfall: one source a line on standard input, and for each a line on standard output, the " +
            "reply's frame in hex. All lines share one environment; an error is an error object. Prints go to stderr.")
        {
            version,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            var interpreter = new RayfallInterpreter();
            using var lines = new StreamReader(input, leaveOpen: true);
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                var (value, printed) = interpreter.Evaluate(new RayString(line), cancellationToken: cancellationToken);
                await streams.Error.WriteAsync(printed);
                await streams.Output.WriteLineAsync(Convert.ToHexStringLower(Encode(value, version.Get(parse))));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static byte[] Encode(RayObject value, WireVersion version)
    {
        try
        {
            return RaySerializer.SerializeFrame(value, version);
        }
        catch (ArgumentException)
        {
            // Too deep or too large for a frame.
            return RaySerializer.SerializeFrame(new RayError("limit"), version);
        }
    }
}
