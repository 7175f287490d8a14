using System.Security.Cryptography;
using System.Text.Json;
using Rayforce.Ipc;
using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Rayfall.Tests;

/// <summary>The same bytes with one worker, two and eight: of every builtin and of queries on columns of many parts.</summary>
public sealed class WorkersTests
{
    // Five parts of 65,536 rows, the last one not full.
    private const int Rows = 300_000;

    private static readonly int[] Workers = [1, 2, 8];

    private static readonly string[] Types =
        ["B8", "U8", "I16", "I32", "I64", "F32", "F64", "DATE", "TIME", "TIMESTAMP", "TIMESPAN"];

    private static readonly string[] Setup =
    [
        $"(set n (% (* 7919 (til {Rows})) 1000003))",
        "(set m (% n 97))",
        .. Types.Select(type => $"(set v{type} (as '{type} {(type is "U8" or "I16" ? "m" : type == "B8" ? "(> m 50)" : "n")}))"),
        "(set vNULLS (/ n (% n 11)))",
        "(set vSYM (at (as 'SYM (til 1000)) (% n 1000)))",
        "(set vSTR (as 'STR (% n 5000)))",
        "(set vLIST (map (fn [x] (list x)) (take n 3000)))",
        "(set t (table [k s i f d b x g] (list m vSYM n vF64 vDATE vB8 vSTR vI32)))",
        "(set r (table [k s w] (list (til 90) (at (as 'SYM (til 1000)) (* 7 (til 90))) (/ (til 90) 7.0))))",
    ];

    private static readonly string[] Values =
        [.. Types.Select(type => "v" + type), "vNULLS", "vSYM", "vSTR", "vLIST", "t", "m"];

    private static readonly string[] Shapes = ["%", "% %", "% 3", "3 %", "5 m", "[a] %", "m vF64", "vF64 m", "'[k] t r", "t r '[k]"];

    private static readonly string[] Queries =
    [
        "{from: t where: (> i 500000)}",
        "{from: t where: (and (> i 1000) (< f 5e5) (!= s '7))}",
        "{from: t a: (* i 2) c: (+ a f)}",
        "{from: t a: (sum f) b: (avg i) c: (dev f) d: (med i)}",
        "{from: t by: k a: (sum f) b: (avg f) c: (count i) d: (min i) e: (max d) g: (first x) h: (last x)}",
        "{from: t by: s a: (dev f) b: (med i) c: (count (distinct k)) d: (avg (* f 1.5))}",
        "{from: t by: i a: (sum f)}",
        "{from: t by: {k: k s: s} a: (sum f) b: (wavg i f)}",
        "{from: t by: {x: x b: b} a: (max f) c: (sum (if (> f 5e5) 1 0))}",
        "{from: t by: {i: i k: k} a: (avg f)}",
        "{from: t by: {f: f} a: (count k)}",
        "{from: t by: k where: (< i 100000)}",
        "{from: t by: k a: (reverse i)}",
        "{from: t by: k a: (sums f)}",
        "{from: t by: k a: (top i 3) b: (bot f 2)}",
        "{from: t by: k a: (pearson_corr f i) b: (cov f i) c: (quantile f 0.3)}",
        "{from: t asc: i take: 10}",
        "{from: t desc: f take: [100 50]}",
        "{from: t asc: [s k i]}",
        "{from: t desc: x}",
        "{from: t a: (xbar i 1000) b: (like x \"1*\") where: (in s ['1 '2 '3])}",
        "{from: t by: (xbar i 1000) a: (sum f) b: (count x)}",
        "{from: t where: (== (% i 3) 0) by: s a: (sum f) desc: a take: 20}",
    ];

    [Fact]
    public void Every_builtin_gives_the_same_with_any_number_of_workers() =>
        AssertSame(BuiltinTable.Instance.All
            .Where(builtin => builtin is not SpecialForm)
            .SelectMany((builtin, number) => Shapes.Select((shape, turn) => Call(builtin.Name, shape, number + turn))));

    [Fact]
    public void Queries_give_the_same_with_any_number_of_workers() => AssertSame(Queries.SelectMany(query => new[]
    {
        $"(select {query})",
        $"(do (set u (update {{from: t a: (+ i 1) where: (> k 50)}})) (select {query.Replace("from: t", "from: u", StringComparison.Ordinal)}))",
    }));

    [Theory]
    [InlineData("(inner-join [k] t r)")]
    [InlineData("(left-join [k s] t r)")]
    [InlineData("(full-join [s] t r)")]
    [InlineData("(anti-join [s] t r)")]
    [InlineData("(asof-join [k d] t (select {from: t take: 20000 k: k d: d z: f}))")]
    [InlineData("(upsert t 1 r)")]
    [InlineData("(delete {from: t where: (> k 5)})")]
    [InlineData("(pivot t ['b] 'k 'f sum)")]
    [InlineData("(sum (* vF64 (- 1 vF32)))")]
    [InlineData("(count (distinct vF64))")]
    [InlineData("(asc vF64)")]
    [InlineData("(group vSTR)")]
    [InlineData("(map (fn [x] (* x x)) (take n 100000))")]
    [InlineData("(fold + vF64)")]
    [InlineData("(pmap (fn [x] (sum (take vF64 x))) (til 200))")]
    public void Other_tables_are_the_same_with_any_number_of_workers(string source) => AssertSame([source]);

    [Fact]
    public void All_recorded_sources_give_the_same_with_any_number_of_workers()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "golden");
        var differences = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories))
        {
            var interpreters = Array.ConvertAll(Workers, workers => new RayfallInterpreter(new() { MaxConcurrency = workers }));
            foreach (var line in File.ReadLines(file))
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.TryGetProperty("rayfall", out var source) && source.ValueKind == JsonValueKind.String)
                    differences.AddRange(Differences(interpreters, source.GetString()!));
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
    }

    private static string Call(string name, string shape, int turn) =>
        $"({name} {shape.Replace("%", Values[turn % Values.Length], StringComparison.Ordinal)})";

    private static void AssertSame(IEnumerable<string> sources)
    {
        var interpreters = Array.ConvertAll(Workers, workers => new RayfallInterpreter(new()
        {
            MaxConcurrency = workers, MaxMemory = 1L << 30, MaxSteps = 100_000_000, MaxGlobals = long.MaxValue,
        }));
        foreach (var interpreter in interpreters)
        {
            foreach (var source in Setup)
                Assert.Equal(0L, interpreter.Load($"(do {source} 0)").Value);
        }

        var differences = sources.SelectMany(source => Differences(interpreters, source)).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
    }

    private static IEnumerable<string> Differences(RayfallInterpreter[] interpreters, string source)
    {
        var results = Array.ConvertAll(interpreters, interpreter => interpreter.Evaluate(source));
        if (!Array.TrueForAll(results, result => result.IsDeterministic))
            yield break;
        var given = Array.ConvertAll(results, result => Hash(result.Value));
        for (var i = 1; i < given.Length; i++)
        {
            if (given[i] != given[0])
                yield return $"{source}\n  1: {given[0]}\n  {Workers[i]}: {given[i]}";
        }
    }

    private static string Hash(RayObject value)
    {
        if (value is RayError error)
            return $"error {error.Code}";
        using var frame = new PooledBuffer();
        RaySerializer.SerializeFrame(value, frame);
        return Convert.ToHexStringLower(SHA256.HashData(frame.WrittenSpan));
    }
}
