using System.Globalization;
using CsCheck;
using Rayforce.Parity.Tests.Asking;
using Rayforce.Parity.Tests.Generating;
using Rayforce.Rayfall.Interpreting;
using Rayforce.TestSupport;

namespace Rayforce.Parity.Tests;

/// <summary>
/// Requests at random, to native Rayforce and to the embedded engine: the replies are the same to the byte, errors to the
/// code, but for what the ledger knows. <c>RAYFORCE_SAMPLES</c> says how many; what is found is shrunk, and told as source.
/// </summary>
public sealed class DifferentialTests
{
    private const string Samples = "RAYFORCE_SAMPLES";
    private const int Usual = 60_000;

    [SkippableFact]
    public void Requests_at_random_are_answered_as_native_answers_them()
    {
        using var native = new NativeEngine(NativeRayforce.GetLibrary(NativeRayforce.Newest));
        var differences = new Differences(new EmbeddedEngine(), native);
        differences.Prepare();
        if (Environment.GetEnvironmentVariable(Samples) is not { Length: > 0 } samples)
        {
            // The usual run asks the same each time: what is new is looked for by hand, and shrunk then.
            var random = new PCG(1, 1);
            var unknown = Enumerable.Range(0, Usual)
                .Select(_ => differences.FindUnknown(Requests.Any.Generate(random, null, out var _)))
                .Where(difference => difference is not null)
                .ToList();
            Assert.True(unknown.Count == 0, $"{string.Join('\n', unknown)}\nwhere\n{string.Join('\n', Queries.Setup)}");
            return;
        }

        Requests.Any.Sample(
            request =>
            {
                if (differences.FindUnknown(request) is { } difference)
                    Assert.Fail($"{difference}\nwhere\n{string.Join('\n', Queries.Setup)}");
            },
            iter: int.Parse(samples, CultureInfo.InvariantCulture),
            threads: 1,
            print: request => request.Source);
    }

    [Fact]
    public void Every_builtin_is_asked_or_left_out_for_a_reason()
    {
        var names = BuiltinTable.Instance.Names.ToHashSet();
        Assert.Subset(names, LeftOut.Asked.Select(builtin => builtin.Name).ToHashSet());
        Assert.DoesNotContain(LeftOut.Reasons.Keys, name => !names.Contains(name));
        Assert.All(LeftOut.Namespaces.Keys, name => Assert.Contains(names, each => each.StartsWith(name, StringComparison.Ordinal)));
        Assert.True(LeftOut.Asked.Count > 190, $"Only {LeftOut.Asked.Count} builtins are asked.");
    }
}
