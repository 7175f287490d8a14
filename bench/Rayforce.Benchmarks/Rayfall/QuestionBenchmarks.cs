using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Benchmarks;

/// <summary>
/// The lists of questions, whole: parsed, planned and evaluated by one worker over a million rows. The table of
/// <c>clickbench</c> is the file that <c>RAYFALL_HITS</c> names, which <c>hits.py</c> makes; without it its questions are left out.
/// </summary>
[MemoryDiagnoser]
public class QuestionBenchmarks
{
    private const int Rows = 1_000_000;

    private static readonly string? Hits = Environment.GetEnvironmentVariable("RAYFALL_HITS");

    private static readonly QuestionList[] Lists =
        [.. (Hits is null ? ["engine", "h2o"] : (string[])["engine", "h2o", "clickbench"]).Select(name => QuestionList.Read(name, Rows))];

    // The tables of one list: they are kept while its questions are asked, where that is in one process.
    private static (QuestionList List, RayfallInterpreter Interpreter)? _ready;

    private RayfallInterpreter _interpreter = null!;
    private RayString _request = null!;

    public static IEnumerable<string> Names =>
        Lists.SelectMany(list => list.Questions.Keys.Select(name => $"{list.Name}: {name}"));

    [ParamsSource(nameof(Names))]
    public string Question { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var (listName, name) = (Question[..Question.IndexOf(':')], Question[(Question.IndexOf(':') + 2)..]);
        var list = Lists.Single(list => list.Name == listName);
        if (_ready?.List != list)
            _ready = (list, WithTables(list));
        _interpreter = _ready.Value.Interpreter;
        _request = new RayString(list.Questions[name]);
        if (_interpreter.Evaluate(_request).Value is RayError error)
            throw new InvalidOperationException($"{Question} is answered by {error.Code}: {error.Message}");
    }

    [Benchmark]
    public RayObject Ask() => _interpreter.Evaluate(_request).Value;

    private static RayfallInterpreter WithTables(QuestionList list)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions
        {
            MaxConcurrency = 1,
            MaxMemory = 1L << 42,
            MaxGlobals = 1L << 42,
            MaxSteps = 1L << 60,
        });
        if (list.Name == "clickbench")
            interpreter.Evaluate(RaySerializer.DeserializeFrame(File.ReadAllBytes(Hits!)));
        foreach (var source in list.Setup)
        {
            if (interpreter.Evaluate(new RayString(source)).Value is RayError error)
                throw new InvalidOperationException($"The tables of {list.Name} are not made: {error.Code} {error.Message}");
        }

        return interpreter;
    }
}
