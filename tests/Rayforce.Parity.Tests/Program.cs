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
        ["differences", var library, var kind, var count] => Print(library, kind, int.Parse(count, CultureInfo.InvariantCulture)),
        ["sources", var kind, var count] => Print(kind, int.Parse(count, CultureInfo.InvariantCulture)),
        _ => 2,
    };

    /// <summary>Prints what native and the embedded engine answer differently, and the ledger does not know.</summary>
    private static int Print(string library, string kind, int count)
    {
        using var native = new NativeEngine(library);
        var differences = new Differences(new EmbeddedEngine(), native);
        differences.Prepare();
        var found = 0;
        Find(kind).Sample(
            request =>
            {
                if (differences.FindUnknown(request) is { } difference)
                {
                    found++;
                    Console.WriteLine(difference);
                }
            },
            iter: count, threads: 1);
        Console.WriteLine($"{found} of {count}");
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
