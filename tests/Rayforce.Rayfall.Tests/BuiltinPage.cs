using System.Buffers;
using System.Text;
using Rayforce.Ipc;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Interpreting;
using Rayforce.Rayfall.Tests.Files;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>The page that has every name: made of the table of builtins and of what native has answered.</summary>
internal static class BuiltinPage
{
    private const int LongestExample = 180;

    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" ()[]{");

    /// <summary>Sources that were written to be examples come first; others help where there is none.</summary>
    private static readonly string[] Golden =
    [
        "rayfall/examples.jsonl",
        "rayfall/builtins.jsonl", "rayfall/evaluation.jsonl", "rayfall/arithmetic.jsonl", "rayfall/expressions.jsonl",
        "rayfall/queries.jsonl", "rayfall/joins.jsonl", "cases/engine.jsonl", "cases/reports.jsonl",
    ];

    private static readonly Dictionary<string, string> Words = new()
    {
        ["true"] = "a literal",
        ["false"] = "a literal",
        ["def"] = "listed by native and bound by neither",
    };

    private static readonly Dictionary<string, string> Literals = new() { ["true"] = "`true` → `true`", ["false"] = "`false` → `false`" };

    /// <summary>The page as it has to be.</summary>
    public static string Write()
    {
        var examples = FindExamples();
        var page = new StringBuilder(
            """
            # Names of Rayfall

            Every name that native Rayforce 3.0.1 binds, and what the embedded engine makes of it. This page is made of the
            engine's table of builtins; its test writes it anew where `RAYFORCE_WRITE_DOCS` is set. An example is a request that
            native has answered with the same bytes.

            *one*, *two*, *any*: how many arguments it takes. *R*: refused on restricted connections with the error `access`.
            *N*: does nothing here; it answers as native does, for which it saves or reports time. *F*: needs a folder that is
            granted, see [the engine's page](engine.md#files).

            | name | takes | | what it does | example |
            | --- | --- | --- | --- | --- |

            """);
        var inFolder = FindExamplesInFolder();
        foreach (var (name, kind) in Names())
            page.Append(Row(name, kind, examples, inFolder)).Append('\n');
        page.Append("\n## Where the engine differs from native 3.0.1\n\nOne case for each reason; `tests/ledger` has all.\n\n");
        page.Append("| why | a case |\n| --- | --- |\n");
        foreach (var (reason, source) in Differences())
            page.Append(null, $"| {Cell(reason)} | {Code(source)} |\n");
        return page.ToString();
    }

    /// <summary>The examples of the page: sources with their replies as text.</summary>
    public static IReadOnlyDictionary<string, (string Source, string Reply)> FindExamples()
    {
        var best = new Dictionary<string, (string Source, string Reply)>();
        var written = GoldenFile.Read(Golden[0]).Select(line => line.GetText("for") ?? HeadOf(line.Source!)).ToHashSet();
        foreach (var line in Golden.SelectMany(GoldenFile.Read))
        {
            if (line.Source is not { } source || source.Length > LongestExample || line.GetText("hex") is not { } hex
                || line.Varies || line.Code is not null || source.AsSpan().ContainsAny("\n\r"))
                continue;
            if ((line.GetText("for") ?? HeadOf(source)) is not { } head || (best.TryGetValue(head, out var known) && (written.Contains(head) || known.Source.Length <= source.Length)))
                continue;
            // Alone, too, it has to give what it gave among the lines of its file.
            var result = new RayfallInterpreter().Evaluate(new RayString(source));
            if (result.Value is RayError || (!result.IsDeterministic && line.GetText("for") is null)
                || Convert.ToHexStringLower(RaySerializer.SerializeFrame(result.Value)) != hex)
                continue;
            var reply = new RayfallInterpreter().Evaluate(new RayString($"(format \"%\" {source})")).Value;
            if (reply is RayString { Utf8.Length: > 0 and <= LongestExample } text)
                best[head] = (source, text.Value);
        }

        return best;
    }

    private static IEnumerable<(string Name, string Kind)> Names() =>
        File.ReadLines(GoldenFile.Locate("engine/names.tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(fields => (Name: fields[0], Kind: fields[1]))
            .UnionBy(BuiltinTable.Instance.All.Select(builtin => (builtin.Name, "")), item => item.Item1)
            .OrderBy(item => item.Name, StringComparer.Ordinal);

    private static string Row(
        string name, string kind, IReadOnlyDictionary<string, (string Source, string Reply)> examples, Dictionary<string, string> inFolder)
    {
        if (kind == "namespace")
            return $"| {Code(name)} | | | a dict of the names that begin with it | |";
        if (BuiltinTable.Instance.Find(name) is not { } builtin)
            return $"| {Code(name)} | | | {Words[name]} | {Literals.GetValueOrDefault(name)} |";
        var takes = builtin.Type switch { RayType.Unary => "one", RayType.Binary => "two", _ => "any" };
        var summary = builtin.Summary.Replace("Not offered: ", "Not offered (`nyi`): ", StringComparison.Ordinal);
        if (builtin.Is(BuiltinTraits.QueryOnly))
            summary += " In queries only.";
        var marks = (builtin.Is(BuiltinTraits.Restricted) ? "R" : "") + (builtin.Is(BuiltinTraits.Idle) ? "N" : "")
            + (inFolder.ContainsKey(name) ? "F" : "");
        var example = examples.TryGetValue(name, out var found)
            ? $"{Code(found.Source)} → {Code(found.Reply)}"
            : inFolder.GetValueOrDefault(name, "");
        return $"| {Code(name)} | {takes} | {marks} | {Cell(summary)} | {example} |";
    }

    /// <summary>Examples of what needs a folder, for several names each, as they are evaluated in one.</summary>
    private static readonly (string[] Names, string Source)[] InFolder =
    [
        (["read", "write"], "(do (write \"note.txt\" \"hello\") (read \"note.txt\"))"),
        (["read-bytes", "write-bytes"], "(do (write-bytes \"two\" [0x01 0x02]) (read-bytes \"two\"))"),
        ([".fs.size"], "(do (write \"note.txt\" \"hello\") (.fs.size \"note.txt\"))"),
        ([".fs.list"], "(.fs.list \"in\")"),
        (["load"], "(do (write \"start.rfl\" \"(set nine 9)\") (load \"start.rfl\"))"),
        (["read-csv", "write-csv"], "(do (write-csv (table [a b] (list [1 2] [x y])) \"t.csv\") (read-csv \"t.csv\"))"),
        ([".csv.read", ".csv.write"], "(do (.csv.write (table [a b] (list [1 2] [x y])) \"t.csv\") (.csv.read \"t.csv\"))"),
        ([".db.splayed.set", ".db.splayed.get"], "(do (.db.splayed.set \"t\" (table [a] (list [1 2]))) (.db.splayed.get \"t\"))"),
    ];

    private static Dictionary<string, string> FindExamplesInFolder()
    {
        using var folder = new FilesFixture();
        return InFolder.SelectMany(example => example.Names.Select(name => (name, example.Source)))
            .ToDictionary(
                item => item.name,
                item => folder.Evaluate($"(format \"%\" {item.Source})").Value is RayString text
                    ? $"{Code(item.Source)} → {Code(text.Value)}"
                    : throw new InvalidOperationException($"{item.Source} gives no value"));
    }

    private static IEnumerable<(string Reason, string Source)> Differences() => Ledger.ReadLines()
        .Where(line => line.Where == Ledger.EmbeddedEngine.Where)
        .Select(line => (line.Reason, Source: GoldenFile.TryFind(line.Case, out var golden) ? golden!.Source : null))
        .Where(item => item.Source is { Length: <= LongestExample })
        .GroupBy(item => item.Reason)
        .Select(group => (group.Key, group.MinBy(item => item.Source!.Length).Source!))
        .OrderBy(item => item.Key, StringComparer.Ordinal);

    private static string? HeadOf(string source)
    {
        if (source is not ['(', ..])
            return null;
        var end = source.AsSpan(1).IndexOfAny(EndsOfName);
        return end <= 0 ? null : source[1..(end + 1)];
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Code(string text)
    {
        var fence = text.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        return fence + Cell(text) + fence;
    }
}
