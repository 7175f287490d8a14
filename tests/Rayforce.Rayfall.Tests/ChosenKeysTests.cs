namespace Rayforce.Rayfall.Tests;

/// <summary>Keys that somebody has chosen so that their hashes might meet cost no more than others.</summary>
public sealed class ChosenKeysTests
{
    private const int Count = 1_000_000;

    private static readonly (string Name, string Source)[] Keys =
    [
        ("multiples of 2^32", $"(* 4294967296 (til {Count}))"),
        ("multiples of 2^44", $"(* 17592186044416 (til {Count}))"),
        ("floats with equal low bits", $"(* 1048576.0 (til {Count}))"),
        ("numbers and their negatives", $"(* 1099511627776 (- (til {Count}) {Count / 2}))"),
    ];

    private static readonly string[] Questions =
    [
        "(count (group k))",
        "(count (distinct k))",
        "(sum (in k (reverse k)))",
        "(sum (find k k))",
        "(count (select {from: t by: k c: (count v)}))",
        "(count (select {from: t by: [k j] c: (count v)}))",
        "(count (inner-join [k] t t))",
        "(count (left-join [k j] t t))",
        "(count (upsert t 'k t))",
        "(count (upsert t 2 t))",
        "(count (at (dict k k) k))",
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (name, _) in Keys)
        {
            foreach (var question in Questions)
                cases.Add(name, question);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Chosen_keys_cost_no_more_than_others(string keys, string question)
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxMemory = 1L << 34, MaxGlobals = 1L << 34 });
        interpreter.Load($"(set k {Array.Find(Keys, key => key.Name == keys).Source}) (set j (- 0 k))");
        interpreter.Load("(set t (table [k j v] (list k j k)))");
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var result = interpreter.Evaluate(question, restricted: false, cancellation.Token).Value;
        Assert.True(result is not RayError, $"{question} {result}");
    }
}
