using System.CommandLine;
using System.CommandLine.Parsing;
using Rayforce.Server.Engines;
using Rayforce.Server.Journals;

namespace Rayforce.Cli.Commands;

/// <summary>The options of <c>rayforce serve</c> that say where its data survive.</summary>
internal static class ServedData
{
    private const string Always = "always";
    private const string Interval = "interval";
    private const string Never = "never";

    private static readonly RayfallEngineOptions Defaults = new();
    private static readonly ProcessEngineOptions NativeDefaults = new() { Binary = "" };

    private static readonly Option<string> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "With --engine rayfall or process: the folder in which the globals survive, as db.log and db.qdb in " +
            "native's own format. Without it they live in memory and end with the server.",
    };

    private static readonly Option<string> Sync = new Option<string>("--sync")
    {
        HelpName = "WHEN",
        Description = "With --data: when changes are brought to the disk: always, before each is answered; at an " +
            "interval, every second; or never, but when the system does it of itself. What is not there yet is lost when the machine fails, not when the server does.",
        DefaultValueFactory = _ => Always,
    }.AcceptOnlyFromAmong(Always, Interval, Never);

    private static readonly NumberOption SnapshotAbove = new(
        "--snapshot-above",
        "BYTES",
        "With --data and --engine rayfall: a snapshot is taken when the log has grown beyond this, and beyond the last " +
            "snapshot.",
        0,
        long.MaxValue,
        Defaults.SnapshotAbove);

    private static readonly SecondsOption Recovery = new(
        "--recovery-timeout",
        "With --data and --engine process: how long a process may read its data until it answers.",
        NativeDefaults.RecoveryTimeout);

    public static IEnumerable<Option> Options => [Data, Sync, SnapshotAbove, Recovery];

    /// <summary>Refuses what goes with no data, and data that the engine would not keep.</summary>
    /// <param name="command">The options.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="keeper">Who keeps the data where this engine cannot; null where it can.</param>
    /// <param name="isOwnJournal">Whether the journal is ours, not that of a native process.</param>
    public static void Check(CommandResult command, string engine, string? keeper, bool isOwnJournal)
    {
        if (command.GetValue(Data) is null)
        {
            foreach (var option in new Option[] { Sync, SnapshotAbove, Recovery })
            {
                if (command.GetResult(option) is { Implicit: false })
                    command.AddError($"{option.Name} goes with --data.");
            }
        }
        else if (command.GetValue(Data) is "")
            command.AddError("--data needs a folder.");
        else if (keeper is not null)
            command.AddError($"--data does not go with --engine {engine}: {keeper}");
        else if (!isOwnJournal && command.GetResult(SnapshotAbove) is { Implicit: false })
            command.AddError($"{SnapshotAbove.Name} does not go with --engine {engine}: ask it for (.log.snapshot).");
        else if (isOwnJournal && command.GetResult(Recovery) is { Implicit: false })
            command.AddError($"{Recovery.Name} does not go with --engine {engine}, which takes its time.");
    }

    /// <summary>Whether the data end with the server.</summary>
    public static bool IsInMemory(ParseResult parse) => parse.GetValue(Data) is null;

    /// <summary>The options of the embedded engine, with where its data survive.</summary>
    public static RayfallEngineOptions Apply(ParseResult parse, RayfallEngineOptions options) => options with
    {
        Data = parse.GetValue(Data),
        Sync = GetSync(parse),
        SnapshotAbove = parse.GetValue(SnapshotAbove)!.Value,
    };

    /// <summary>The options of a native process, with where its data survive.</summary>
    public static ProcessEngineOptions Apply(ParseResult parse, ProcessEngineOptions options) =>
        options with { Data = parse.GetValue(Data), Sync = GetSync(parse), RecoveryTimeout = Recovery.Get(parse) };

    private static JournalSync GetSync(ParseResult parse) => parse.GetValue(Sync) switch
    {
        Interval => JournalSync.Interval,
        Never => JournalSync.Never,
        _ => JournalSync.Always,
    };
}
