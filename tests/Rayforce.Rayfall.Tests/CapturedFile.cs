using System.Collections.Concurrent;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>
/// The results of the requests of a captured file. Its lines share one environment, as they did when they were
/// captured, so that a case that is run alone needs all lines before it: the file is evaluated once, and each case
/// looks at its own result.
/// </summary>
internal static class CapturedFile
{
    private static readonly ConcurrentDictionary<string, Lazy<Dictionary<string, RayfallResult>>> Files = new();

    public static RayfallResult ResultOf(GoldenLine line)
    {
        var path = $"{string.Join('/', line.Case.Split('/')[..2])}.jsonl";
        return Files.GetOrAdd(path, _ => new(() => Evaluate(path))).Value[line.Case];
    }

    private static Dictionary<string, RayfallResult> Evaluate(string path)
    {
        var interpreter = new RayfallInterpreter();
        var results = new Dictionary<string, RayfallResult>();
        foreach (var line in GoldenFile.Read(path))
        {
            if (RequestOf(line) is { } request)
                results[line.Case] = interpreter.Evaluate(request);
        }

        return results;
    }

    private static RayObject? RequestOf(GoldenLine line)
    {
        if (line.GetText("query") is { } query)
            return RaySerializer.DeserializeFrame(GoldenFile.Find($"wire3/queries/{query}").Frame);
        return line.Source is { } source ? new RayString(source) : null;
    }
}
