using System.Text;

namespace Rayforce.Cli.Tests;

/// <summary>One run of the command inside the test: what it wrote and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>What it wrote, line by line.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandRun> OfAsync(params string[] args) => WithInputAsync([], args);

    public static Task<CommandRun> WithLinesAsync(IEnumerable<string> lines, params string[] args) =>
        WithInputAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), args);

    public static async Task<CommandRun> WithInputAsync(byte[] input, params string[] args)
    {
        using var stream = new MemoryStream(input);
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await RayforceCommand.InvokeAsync(args, stream, output, error);
        return new CommandRun(exitCode, Encoding.UTF8.GetString(output.ToArray()).ReplaceLineEndings("\n"), error.ToString());
    }
}
