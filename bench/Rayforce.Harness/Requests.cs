using System.Text;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Harness;

/// <summary>
/// Reads a line a request: <c>N</c> makes a new interpreter; after any other letter stands a source. Writes for each a
/// line: <c>V</c> and the reply's frame in hex (with <c>R</c> only <c>K</c>), <c>E</c> with code and message, or
/// <c>X</c> for what should not happen.
/// </summary>
internal static class Requests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static void Run(RayfallOptions options)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        var interpreter = new RayfallInterpreter(options);
        while (input.ReadLine() is { } line)
        {
            if (line is ['N', ..])
            {
                interpreter = new RayfallInterpreter(options);
                output.WriteLine("N");
            }
            else
            {
                output.WriteLine(line.Length == 0 ? "?" : Answer(interpreter, line[1..], line[0] == 'R'));
            }

            output.Flush();
        }
    }

    private static string Answer(RayfallInterpreter interpreter, string source, bool isQuiet)
    {
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            var value = interpreter.Evaluate(new RayString(source), cancellationToken: limit.Token).Value;
            if (value is RayError error)
                return $"E\t{error.Code}\t{(error.Message ?? "").ReplaceLineEndings(" ").Replace('\t', ' ')}";
            return isQuiet ? "K" : "V\t" + Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, WireVersion.V3));
        }
        catch (OperationCanceledException)
        {
            return "X\ttimeout";
        }
        catch (Exception e)
        {
            var place = (e.StackTrace ?? "").Split('\n')[0].Trim();
            return $"X\tcrash {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} @ {place}";
        }
    }
}
