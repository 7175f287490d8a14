using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>
/// Whom a server lets in, its limits and its engine, whatever its clients come by. Immutable: made with an initializer,
/// or <c>with</c>.
/// </summary>
public record RayServerOptions : RayConnectionOptions
{
    /// <summary>
    /// How many connections may be open at once; the next is refused, with HTTP 503 or by closing. Default 1024.
    /// </summary>
    public int MaxConnections { get; init => field = OptionValue.AtLeast(1, value); } = 1024;

    /// <summary>
    /// How many connections from one address may be open that have not shaken hands; the next is closed. An IPv6 network
    /// of 64 bits counts as one address. Default 256. Inside another application it counts TCP alone.
    /// </summary>
    public int MaxNewcomers { get; init => field = OptionValue.AtLeast(1, value); } = 256;

    /// <summary>
    /// How long a reply may stand still on its way; when it is read more slowly than 64 KiB a second, that time is used up
    /// bit by bit. Then the client is dropped, so that its reply does not stay in memory. Default 30 s.
    /// </summary>
    public TimeSpan SendTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one request may be evaluated before it is answered with the error <c>cancel</c>. Default 5 minutes.
    /// </summary>
    public TimeSpan EvaluationTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Requests that take as long as this or longer are a warning in the log, with their source cut short: set it where
    /// the log may hold what clients ask. Default infinite: none is.
    /// </summary>
    public TimeSpan SlowRequest { get; init => field = OptionValue.Time(value); } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// What becomes of a client for whom more messages wait than may. Default: its connection is closed.
    /// </summary>
    public BacklogPolicy BacklogPolicy { get; init; } = BacklogPolicy.Close;

    /// <summary>
    /// How many bytes of messages that nobody asked for may wait for one client, until a program says otherwise
    /// (<c>.ipc.txlimit</c>). Default 268,435,456, as natively.
    /// </summary>
    public long MaxBacklog { get; init => field = OptionValue.AtLeast(BacklogLimit.FewestBytes, value); } =
        BacklogLimit.Default.Bytes;

    /// <summary>
    /// How many bytes may wait for all clients together; a message that waits for several counts once. When there is no
    /// memory for one more, the client for whom most waits is dealt with first, as <see cref="BacklogPolicy"/> says.
    /// Default 1 GiB.
    /// </summary>
    public long BacklogMemory { get; init => field = OptionValue.AtLeast(1, value); } = 1L << 30;

    /// <summary>How many topics one client may subscribe to. Default 1024.</summary>
    public int MaxSubscriptions { get; init => field = OptionValue.AtLeast(0, value); } = 1024;

    /// <summary>How many subscriptions all clients together may have. Default 131,072.</summary>
    public int MaxTotalSubscriptions { get; init => field = OptionValue.AtLeast(0, value); } = 131_072;

    /// <summary>
    /// How many bytes of memory all connections together may hold of messages that arrive or wait for their turn, those
    /// of up to 64 KiB not counted; packed ones may take as much again when they are unpacked. A message for which there
    /// is no memory waits, and the others have to come faster meanwhile. Default 1 GiB; it is never less than two
    /// messages of <see cref="RayConnectionOptions.MaxMessageSize"/>.
    /// </summary>
    public long ReceiveMemory { get; init => field = OptionValue.AtLeast(1, value); } = 1L << 30;

    /// <summary>
    /// How long what a client has asked for without wanting a reply may go on when the client has left; then it is
    /// cancelled, and the log says so. Default 10 s.
    /// </summary>
    public TimeSpan PostTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The password that clients send, with any user name: as HTTP Basic authorization, or as the credentials of TCP in
    /// wire version 3; in version 1, which has none, nobody is let in then. Default null: everybody may connect. It
    /// travels as plain text: use it behind TLS, or where nobody listens in.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>
    /// A second password: clients that send it may come in, and their requests that write or reach the system are answered
    /// with the error <c>access</c>, as native's <c>-U</c> has it. Default null. Without <see cref="Password"/> it is the
    /// only one.
    /// </summary>
    public string? ReadPassword { get; init; }

    /// <summary>
    /// Whether requests that write or reach the system are answered with the error <c>access</c>. Default false.
    /// </summary>
    public bool Restricted { get; init; }

    /// <summary>
    /// What evaluates the requests. Default null: an embedded Rayfall engine of the server's own. One that is given can
    /// be shared by several servers, and stays its owner's to dispose of.
    /// </summary>
    public IRayEngine? Engine { get; init; }

    /// <summary>What the host says and hears of its clients. Default null: nothing.</summary>
    public IRayServerEvents? Events { get; init; }

    /// <summary>
    /// Where to log. Default null: warnings and errors to the standard error stream. Not used inside
    /// another application.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// Makes the meter <c>Rayforce.Server</c>. Default null: one that all servers share; inside another application, the
    /// application's.
    /// </summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Names the cap on connections; passwords are for no log.</summary>
    public override string ToString() => $"{GetType().Name}(maxConnections={MaxConnections})";
}
