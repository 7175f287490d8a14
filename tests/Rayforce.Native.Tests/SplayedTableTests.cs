using Rayforce.Rayfall;
using Rayforce.TestSupport;

namespace Rayforce.Native.Tests;

/// <summary>Native and the embedded engine read each other's splayed tables and CSV files.</summary>
public sealed class SplayedTableTests : NativeTest, IDisposable
{
    private const string Small =
        "(table [s i x t d ts b n] (list [a b '] [1 2 0Nl] [1.5 2.0 0Nf] [\"x\" \"\" \"much longer than a cell\"] "
        + "[2024.01.01 2024.01.02 0Nd] [2024.01.01D00:00:00.000000001 0Np 2024.01.01D00:00:00.000000000] "
        + "[true false true] [1D 0Nn 0D00:00:01]))";

    private const string Large =
        "(table [s t] (list (as 'SYM (as 'STR (til 70000))) (as 'STR (* 10000000000 (til 70000)))))";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rayforce-splayed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Tables_are_read_by_who_did_not_write_them()
    {
        await using var native = await StartAsync(NativeRayforce.Newest);
        var embedded = new RayfallInterpreter(new RayfallOptions { Files = _folder.FullName });
        foreach (var table in new[] { Small, Large, Small })
        {
            var expected = await EvaluateAsync(native, table);
            Assert.IsType<RayTable>(await EvaluateAsync(native, $"(.db.splayed.set \"{At("native")}\" {table})"));
            Assert.Equal(expected, Evaluate($"(.db.splayed.get \"{At("native")}\")"));
            Assert.IsType<RayTable>(Evaluate($"(.db.splayed.set \"{At("embedded")}\" {table})"));
            Assert.Equal(expected, await EvaluateAsync(native, $"(.db.splayed.get \"{At("embedded")}\")"));

            await EvaluateAsync(native, $"(write-csv {table} \"{At("native.csv")}\")");
            Evaluate($"(write-csv {table} \"{At("embedded.csv")}\")");
            Assert.Equal(await File.ReadAllTextAsync(At("native.csv")), await File.ReadAllTextAsync(At("embedded.csv")));
            Assert.Equal(
                await EvaluateAsync(native, $"(read-csv \"{At("embedded.csv")}\")"),
                Evaluate($"(read-csv \"{At("embedded.csv")}\")"));
        }

        RayObject Evaluate(string source) => embedded.Evaluate(new RayString(source)).Value;
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
