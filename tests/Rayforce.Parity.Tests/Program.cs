using System.Globalization;
using CsCheck;
using Rayforce.Parity.Tests.Asking;
using Rayforce.Parity.Tests.Generating;

namespace Rayforce.Parity.Tests;

/// <summary>Native Rayforce as a process for the tests; and differences, to be read.</summary>
internal static class Program
{
    public const string Native = "native";

    public static async Task<int> Main(string[] arguments) => arguments switch
    {
        [Native, var library, var questions, var answers] => await NativeProgram.RunAsync(library, questions, answers),
        ["differences", var library, var kind, var count, var seed] => Print(
            library, kind, int.Parse(count, CultureInfo.InvariantCulture), uint.Parse(seed, CultureInfo.InvariantCulture)),
        ["sources", var kind, var count] => Print(kind, int.Parse(count, CultureInfo.InvariantCulture)),
        _ => 2,
    };

    /// <summary>
    /// Prints what native and the embedded engine answer differently, and the ledger does not know; then how often each
    /// line of the ledger knew it, with a case.
    /// </summary>
    private static int Print(string library, string kind, int count, uint seed)
    {
        using var native = new NativeEngine(library);
        var differences = new Differences(new EmbeddedEngine(), native);
        differences.Prepare();
        var (requests, random) = (Find(kind), new PCG(1, seed));
        var found = 0;
        for (var i = 0; i < count; i++)
        {
            if (differences.FindUnknown(requests.Generate(random, null, out _)) is not { } difference)
                continue;
            found++;
            Console.WriteLine(difference);
        }

        Console.WriteLine($"{found} of {count}, seed {seed}");
        foreach (var (name, known) in differences.Known.OrderByDescending(entry => entry.Value.Count))
            Console.WriteLine($"{known.Count,8} {name}: {known.Case.Source}");
        return 0;
    }

    /// <summary>Prints sources at random, after those that bind what they mention.</summary>
    private static int Print(string kind, int count)
    {
        foreach (var source in Queries.Setup)
            Console.WriteLine(source);
        Find(kind).Sample(request => Console.WriteLine(request.Source), iter: count, threads: 1);
        return 0;
    }

    /// <summary>A kind of requests, or calls of some builtins.</summary>
    private static Gen<Term> Find(string kind) => kind switch
    {
        "calls" => Calls.Any,
        "nested" => Calls.Nested,
        "queries" => Queries.Any,
        "select" => Queries.Select,
        "grouped" => Queries.Grouped,
        "update" => Queries.Update,
        "delete" => Queries.Delete,
        "functions" => Functions.Any,
        "any" => Requests.Any,
        _ => Gen.OneOf([.. kind.Split(',').Select(Calls.Of)]),
    };
}
