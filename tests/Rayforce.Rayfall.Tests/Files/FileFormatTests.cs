using System.Text.Json;
using Rayforce.Ipc;
using Rayforce.Rayfall.Tests.Files;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>CSV files and splayed tables as native 3.0.1 reads and writes them.</summary>
public sealed class FileFormatTests : IDisposable
{
    private const string Table =
        "(table [s i x str d tm ts b u h j f n] (list [a b '] [1 2 0Nl] [1.5 2.0 0Nf] "
        + "[\"x\" \"\" \"a,b\\\"c and much longer\"] [2024.01.01 2024.01.02 0Nd] [09:00:00.000 10:00:00.123 0Nt] "
        + "[2024.01.01D00:00:00.000000001 0Np 2024.01.01D00:00:00.000000000] [true false true] [0x01 0x02 0x03] "
        + "[1h 2h 0Nh] [1i 2i 0Ni] [1.5e 0Ne 2e] [1D 0Nn 0D00:00:01]))";

    private readonly FilesFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_request_over_a_file_is_answered_as_native_answers_it()
    {
        var differences = new List<string>();
        foreach (var text in File.ReadLines(GoldenFile.Locate("files/requests.jsonl")))
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            File.WriteAllText(Path.Combine(_files.Inside, "in.csv"), line.GetProperty("csv").GetString());
            var source = line.GetProperty("rayfall").GetString()!;
            var value = _files.Evaluate(source).Value;
            var expected = line.TryGetProperty("reply", out var reply) ? reply.GetString() : line.GetProperty("code").GetString();
            var given = value is RayError error ? error.Code : Hex(value);
            var difference = given == expected ? null : $"{source} over {line.GetProperty("csv").GetString()}: {given}, not {expected}";
            if (line.TryGetProperty("name", out var name))
                Ledger.EmbeddedEngine.Judge($"files/requests/{name.GetString()}", difference);
            else if (difference is not null)
                differences.Add(difference);
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("rewritten")]
    public void A_splayed_table_that_native_wrote_is_read(string name)
    {
        Copy(GoldenFile.Locate($"files/{name}"), Path.Combine(_files.Inside, name));

        var read = _files.Evaluate($"(.db.splayed.get \"{name}\")").Value;

        Assert.Equal(_files.Evaluate(WithList(Table)).Value, read);
    }

    [Fact]
    public void Columns_are_written_byte_by_byte_as_native_writes_them()
    {
        _files.Evaluate($"(.db.splayed.set \"t\" {WithList(Table)})");

        // In the cells of strings native also has a hash, which it does not need to read them.
        foreach (var name in new[] { "s", "i", "x", "d", "tm", "ts", "b", "u", "h", "j", "f", "n", ".sym" })
        {
            Assert.Equal(
                File.ReadAllBytes(GoldenFile.Locate($"files/plain/{name}")),
                File.ReadAllBytes(Path.Combine(_files.Inside, "t", name)));
        }
    }

    [Fact]
    public void A_csv_file_is_written_as_native_writes_it()
    {
        _files.Evaluate($"(write-csv {WithList(Table)} \"t.csv\")");

        Assert.Equal(
            File.ReadAllText(GoldenFile.Locate("files/written.csv")), File.ReadAllText(Path.Combine(_files.Inside, "t.csv")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(70_000)]
    public void What_is_written_is_read_again(int rows)
    {
        var made = $"(table [s i t] (list (as 'SYM (as 'STR (til {rows}))) (til {rows}) (as 'STR (* 100000000000 (til {rows})))))";
        var table = _files.Evaluate($"(.db.splayed.set \"t\" {made})").Value;
        Assert.Equal(table, _files.Evaluate("(.db.splayed.get \"t\")").Value);
        _files.Evaluate(
            "(.db.splayed.set \"t\" (table [z] (list [q r])))");
        Assert.Equal(
            _files.Evaluate("(table [z] (list [q r]))").Value, _files.Evaluate("(.db.splayed.get \"t\")").Value);
        Assert.False(File.Exists(Path.Combine(_files.Inside, "t", "i")));
        _files.Evaluate($"(.db.splayed.set \"t\" {made})");
        Assert.Equal(table, _files.Evaluate("(.db.splayed.get \"t\")").Value);
        Assert.Single(Directory.GetDirectories(Path.Combine(_files.Inside, "t", ".generations")));
    }

    [Fact]
    public void Symbols_of_several_tables_may_have_one_file()
    {
        _files.Evaluate("(.db.splayed.set \"a\" (table [s] (list [x y])) \"names\")");
        _files.Evaluate("(.db.splayed.set \"b\" (table [s] (list [y z])) \"names\")");

        Assert.Equal(
            _files.Evaluate("(table [s] (list [x y]))").Value, _files.Evaluate("(.db.splayed.get \"a\" \"names\")").Value);
        Assert.Equal(
            _files.Evaluate("(table [s] (list [y z]))").Value, _files.Evaluate("(.db.splayed.get \"b\" \"names\")").Value);
        Assert.Equal("sym", _files.Fail("(.db.splayed.get \"a\")"));
    }

    [Fact]
    public void Damaged_files_give_an_error_and_never_a_fault()
    {
        var random = new Random(7);
        foreach (var name in new[] { "str", "s", "i", "g", ".d", ".sym", "b" })
        {
            var whole = File.ReadAllBytes(GoldenFile.Locate($"files/plain/{name}"));
            Copy(GoldenFile.Locate("files/plain"), Path.Combine(_files.Inside, "p"));
            for (var i = 0; i < 200; i++)
            {
                var damaged = whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
                for (var k = 0; k < 1 + i % 4 && damaged.Length > 0; k++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(Path.Combine(_files.Inside, "p", name), damaged);
                var value = _files.Evaluate("(.db.splayed.get \"p\")").Value;
                Assert.True(value is RayTable or RayError { Code: "io" or "limit" or "domain" or "sym" }, $"{name} {i}: {value}");
            }
        }
    }

    private static string WithList(string table) => table
        .Replace(" n]", " n g]", StringComparison.Ordinal)
        .Replace("]))", "] (list [a] [\"x\" \"qqqqqqqqqqqqqqqqqqqqqqqqqqq\"] [1.5 0Nf])))", StringComparison.Ordinal);

    private static string Hex(RayObject value) =>
        Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, WireVersion.V3).AsSpan(16));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
