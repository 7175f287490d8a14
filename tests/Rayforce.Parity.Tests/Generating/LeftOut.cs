using System.Text.RegularExpressions;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>The builtins that are not asked at random, and why.</summary>
internal static class LeftOut
{
    private const string Chance = "another answer each time";
    private const string Process = "it reaches the process, files or connections";
    private const string Environment = "it tells of the environment or of the memory, which are others";
    private const string Query = "it is asked in queries";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["rand"] = Chance,
        ["guid"] = Chance,
        [".time.now"] = Chance,
        ["date"] = Chance,
        ["time"] = Chance,
        ["timestamp"] = Chance,
        ["timeit"] = Chance,
        [".sys.timeit"] = Chance,
        [".mem.ts"] = Chance,
        ["exit"] = Process,
        ["load"] = Process,
        ["read"] = Process,
        ["read-bytes"] = Process,
        ["read-csv"] = Process,
        ["write"] = Process,
        ["write-bytes"] = Process,
        ["write-csv"] = Process,
        ["env"] = Environment,
        ["rc"] = Environment,
        [".mem.objsize"] = Environment,
        [".repl.complete"] = Environment,
        ["sym-name"] = "numbers of symbols are of the process",
        ["alter"] = "it changes a name",
        ["set"] = "it is asked among changes",
        ["let"] = "it is asked in functions",
        ["del"] = "it would take names from later requests",
        ["eval"] = "code is asked as source",
        ["resolve"] = Environment,
        ["return"] = "it is asked in functions",
        ["while"] = "it may not end",
        ["print"] = "what it prints is nobody's",
        ["println"] = "what it prints is nobody's",
        ["show"] = "what it prints is nobody's",
        ["select"] = Query,
        ["update"] = Query,
        ["delete"] = Query,
    };

    /// <summary>Namespaces that are left out as wholes.</summary>
    public static IReadOnlyDictionary<string, string> Namespaces { get; } = new Dictionary<string, string>
    {
        [".sys."] = Process,
        [".os."] = Process,
        [".ipc."] = Process,
        [".mc."] = Process,
        [".fs."] = Process,
        [".csv."] = Process,
        [".db."] = Process,
        [".log."] = Process,
        [".parquet."] = Process,
        [".repl."] = Process,
        [".time."] = Process,
        [".graph."] = "not offered",
        [".idx."] = "an index is no value",
    };

    /// <summary>Calls of which native dies, or may: it is not asked.</summary>
    public static IReadOnlyDictionary<Regex, string> Deadly { get; } = new Dictionary<Regex, string>
    {
        [new Regex(@"\(replace ")] = "native takes a symbol among texts for a text",
        [new Regex(@"\(\.attr\.(get|drop) (sum|\(fn)")] = "native looks for the attributes of a function",
        [new Regex(@"\((fold|scan)\S* take ")] = "native makes as many elements as a number says",
        [new Regex(@"\(split .*0N")] = "native takes a null for an index",
        [new Regex(@"\(times .*\(times ")] = "native counts two loops in one place, and does not come to an end",
    };

    /// <summary>Whether a builtin is asked at random.</summary>
    public static bool Asks(Builtin builtin) =>
        !Reasons.ContainsKey(builtin.Name)
        && !Namespaces.Keys.Any(name => builtin.Name.StartsWith(name, StringComparison.Ordinal))
        && !builtin.Is(BuiltinTraits.QueryOnly)
        && !builtin.Summary.StartsWith("Not offered", StringComparison.Ordinal);

    /// <summary>The builtins that are asked, in the order of the table.</summary>
    public static IReadOnlyList<Builtin> Asked { get; } = [.. BuiltinTable.Instance.All.Where(Asks)];
}
