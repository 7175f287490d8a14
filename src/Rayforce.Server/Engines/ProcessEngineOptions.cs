using Rayforce.Client;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Engines;

/// <summary>Which server process to run, and how. Immutable: made with an initializer, or <c>with</c>.</summary>
public sealed record ProcessEngineOptions
{
    /// <summary>The native executable of core 2.x: a path, or a name to look up as the system does.</summary>
    public required string Binary { get; init; }

    /// <summary>
    /// Arguments beside the port, the password and those for <see cref="Data"/>, for example <c>-c 4</c> for the cores.
    /// Default none. A script among them makes the executable read its standard input afterwards, which
    /// ends it.
    /// </summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>
    /// Whether the process refuses what writes or reaches the system, with the error <c>access</c>. Default false.
    /// </summary>
    public bool Restricted { get; init; }

    /// <summary>
    /// How long a request may go on in the process when it has been given up, because its time was up or its client has
    /// gone, before the process is replaced: it evaluates nothing else meanwhile. What was defined in it is gone then, and
    /// other requests that it has get the error <c>io</c>. Default 30 s; infinite never replaces it.
    /// </summary>
    public TimeSpan OverdueTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The folder in which the process keeps its journal, <c>db.log</c> and <c>db.qdb</c>; it is made where it is not
    /// there. A request during which the process ended without a reply is set aside there before the next start, which
    /// would evaluate it again. Default null: the data end with the process.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>
    /// When changes are brought to the disk: before each is answered (<c>-L</c>), which is the default, or when the
    /// system does it of itself (<c>-l</c>).
    /// </summary>
    public JournalSync Sync { get; init; } = JournalSync.Always;

    /// <summary>
    /// How long a process that reads its <see cref="Data"/> may take until it answers; then it is killed. Default
    /// 10 minutes. One without data has <see cref="UpstreamEngineOptions.ReconnectTimeout"/>.
    /// </summary>
    public TimeSpan RecoveryTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How to talk to the process, where to log, and how long to wait for it: at the start, and after a crash. Its
    /// credentials are the engine's own.
    /// </summary>
    public UpstreamEngineOptions Upstream { get; init; } = new();
}
