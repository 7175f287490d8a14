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
        _ => 2,
    };

    private static int Print(string library, string kind, int count)
    {
        using var native = new NativeEngine(library);
        var differences = new Differences(new EmbeddedEngine(), native);
        differences.Prepare();
        var gen = kind switch
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
            _ => Calls.Of(kind),
        };
        var found = 0;
        gen.Sample(
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
}
