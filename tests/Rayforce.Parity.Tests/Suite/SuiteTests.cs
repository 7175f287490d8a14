using System.Text;
using Rayforce.Parity.Tests.Asking;
using Rayforce.TestSupport;
using Xunit.Abstractions;

namespace Rayforce.Parity.Tests.Suite;

/// <summary>
/// Native's own language tests, where <c>RAYFALL_SUITE</c> names their folder. What native 3.0.1 replies is the truth,
/// whatever a file itself asserts: it may be older.
/// </summary>
public sealed class SuiteTests(ITestOutputHelper output)
{
    private const string Variable = "RAYFALL_SUITE";
    private const double Least = 0.97;

    /// <summary>The folders that are asked.</summary>
    public static TheoryData<string> Folders =>
    [
        "agg", "arith", "cmp", "collection", "dict", "expr", "fused", "group", "hof", "join", "lang", "linkop", "null", "pivot",
        "query", "regress", "sort", "strop", "symbol", "table", "temporal", "type", "window", "ops", "integration", "opt", "lazy",
    ];

    [SkippableTheory]
    [MemberData(nameof(Folders))]
    public void A_folder_is_answered_as_native_answers_it(string folder)
    {
        var suite = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(suite), $"{Variable} is not set.");
        using var native = new NativeEngine(NativeRayforce.GetLibrary(NativeRayforce.Newest), suite);
        var embedded = new EmbeddedEngine();
        var tally = new Tally();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(suite!, folder), "*.rfl", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Judge(file, native, embedded, tally);

        output.WriteLine($"{folder}: {tally.Same} of {tally.Asked} as native ({tally.Share:P1}), {tally.LeftOut} left out");
        foreach (var difference in tally.Differences)
            output.WriteLine(difference);
        Assert.True(tally.Asked + tally.LeftOut > 0, $"{folder} asserts nothing.");
        Assert.True(tally.Asked == 0 || tally.Share >= Least, $"{folder}: {tally.Same} of {tally.Asked}\n{string.Join('\n', tally.Differences.Take(20))}");
    }

    private static void Judge(string file, NativeEngine native, EmbeddedEngine embedded, Tally tally)
    {
        native.Restart();
        embedded.Restart();
        // Names whose values came of what is not offered.
        var unknown = new HashSet<string>();
        foreach (var assertion in Assertion.Read(File.ReadAllText(file, Encoding.UTF8)))
        {
            if (OutOfScope.Asks(assertion.Source) || OutOfScope.Mentions(assertion.Source, unknown))
            {
                tally.LeftOut += assertion.IsJudged ? 1 : 0;
                if (OutOfScope.Binds(assertion.Source) is { } name)
                    unknown.Add(name);
                continue;
            }

            var expected = native.Ask(assertion.Source);
            if (native.HasDied)
            {
                tally.LeftOut++;
                return;
            }

            var given = embedded.Ask(assertion.Source);
            if (assertion.Beside is { } beside && !OutOfScope.Asks(beside))
            {
                native.Ask(beside);
                embedded.Ask(beside);
            }

            if (assertion.IsJudged)
                tally.Add($"{Path.GetFileName(file)}:{assertion.Line} {assertion.Source}\n  native   {expected}\n  embedded {given}", expected.Equals(given));
        }
    }

    /// <summary>How many assertions are answered as native answers them.</summary>
    private sealed class Tally
    {
        public int Asked { get; private set; }

        public int Same { get; private set; }

        public int LeftOut { get; set; }

        public List<string> Differences { get; } = [];

        public double Share => Asked == 0 ? 0 : (double)Same / Asked;

        public void Add(string difference, bool isSame)
        {
            Asked++;
            if (isSame)
                Same++;
            else
                Differences.Add(difference);
        }
    }
}
