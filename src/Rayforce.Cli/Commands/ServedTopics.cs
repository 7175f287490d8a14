using System.CommandLine;
using Rayforce.Rayfall.Clients;
using Rayforce.Server;

namespace Rayforce.Cli.Commands;

/// <summary>The options of <c>rayforce serve</c> that bound what is pushed to clients.</summary>
internal static class ServedTopics
{
    private const string Close = "close";
    private const string DropOldest = "drop-oldest";

    private static readonly WSServerOptions Defaults = new();

    private static readonly Option<string> Policy = new Option<string>("--backlog-policy")
    {
        HelpName = "POLICY",
        Description = "What becomes of a client for whom more messages wait than may: close ends its connection, " +
            "drop-oldest drops what has waited longest.",
        DefaultValueFactory = _ => Close,
    }.AcceptOnlyFromAmong(Close, DropOldest);

    private static readonly NumberOption Backlog = new(
        "--backlog",
        "BYTES",
        "How much may wait for one client that reads slowly; programs change it by .ipc.txlimit.",
        BacklogLimit.FewestBytes,
        long.MaxValue,
        Defaults.MaxBacklog);

    private static readonly NumberOption Memory = new(
        "--backlog-memory", "BYTES", "How much may wait for all clients together.", 1, long.MaxValue, Defaults.BacklogMemory);

    private static readonly NumberOption Subscriptions = new(
        "--max-subscriptions",
        "NUMBER",
        "How many topics one client may subscribe to.",
        0,
        int.MaxValue,
        Defaults.MaxSubscriptions);

    private static readonly NumberOption TotalSubscriptions = new(
        "--max-total-subscriptions",
        "NUMBER",
        "How many subscriptions all clients together may have.",
        0,
        int.MaxValue,
        Defaults.MaxTotalSubscriptions);

    public static IEnumerable<Option> Options => [Policy, Backlog, Memory, Subscriptions, TotalSubscriptions];

    /// <summary>The options of the server, with these.</summary>
    public static WSServerOptions Apply(ParseResult parse, WSServerOptions options) => options with
    {
        BacklogPolicy = parse.GetValue(Policy) == DropOldest ? BacklogPolicy.DropOldest : BacklogPolicy.Close,
        MaxBacklog = parse.GetValue(Backlog)!.Value,
        BacklogMemory = parse.GetValue(Memory)!.Value,
        MaxSubscriptions = Subscriptions.Get(parse),
        MaxTotalSubscriptions = TotalSubscriptions.Get(parse),
    };
}
