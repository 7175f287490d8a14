using System.Buffers;
using System.Diagnostics;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Diagnostics;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Engines;

/// <summary>
/// A native server process of this engine's own: started on a free port, asked over TCP, started again when it ends,
/// and killed with the engine. What was defined in a process is gone with it, unless it keeps a journal.
/// </summary>
public sealed class ProcessEngine : IRayEngine, ISessionEngine
{
    /// <summary>
    /// A process that has lived this long did not fail at its start; the next is started without a long wait.
    /// </summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    /// <summary>How long a lost connection may wait to be told that the process has ended.</summary>
    private static readonly TimeSpan ExplainTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the connections of a process that has ended may take to be seen as lost.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);

    private static readonly Version FirstSound = new(2, 5);

    private readonly ProcessEngineOptions _options;
    private readonly ILogger _logger;
    private readonly ServerMetrics _metrics;
    private readonly ProcessJournal? _journal;
    private readonly UpstreamEngine _upstream;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Backoff _backoff = new();
    private volatile RayforceProcess _process;
    private Task _supervising = Task.CompletedTask;

    private ProcessEngine(ProcessEngineOptions options, ILogger logger, ServerMetrics metrics, ProcessJournal? journal)
    {
        (_options, _logger, _metrics, _journal) = (options, logger, metrics, journal);
        _process = Start();
        var upstream = options.Upstream with { IsRestricted = options.Restricted, RestrictedUpstream = null };
        // A connection whose request goes on is kept until it ends, or the process does.
        if (options.OverdueTimeout != Timeout.InfiniteTimeSpan)
            upstream = upstream with { DrainTimeout = Timeout.InfiniteTimeSpan };
        _upstream = new UpstreamEngine(() => _process.Client, upstream)
        {
            Form = journal is null ? RequestForm.AsItCame : RequestForm.ForJournal,
        };
        if (options.OverdueTimeout != Timeout.InfiniteTimeSpan)
            _upstream.Outstanding.GivenUp = request => _ = ReplaceIfOverdueAsync(request, _process);
    }

    /// <summary>The system's number of the process that runs, or ran last.</summary>
    public int ProcessId => _process.Id;

    /// <summary>
    /// The file with the request that was set aside last, because a process had ended in the middle of it; null where
    /// none was. <c>rayforce journal FILE</c> shows it.
    /// </summary>
    public string? RequestSetAside => _journal?.SetAside;

    /// <summary>Starts a process and waits until it answers.</summary>
    /// <param name="options">Which process, and how.</param>
    /// <param name="cancellationToken">Ends the wait; the process is killed then.</param>
    /// <exception cref="RayforceException">
    /// It cannot be started, ends at once, or does not answer; the message says why.
    /// </exception>
    /// <exception cref="OperationCanceledException">The start was cancelled.</exception>
    public static async Task<ProcessEngine> StartAsync(
        ProcessEngineOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var logger = (options.Upstream.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Rayforce.Server");
        var metrics = ServerMetrics.Of(options.Upstream.MeterFactory);
        var journal = options.Data is { } folder ? new ProcessJournal(folder, metrics, logger) : null;
        if (journal is not null)
            await journal.MendAsync().ConfigureAwait(false);
        var engine = new ProcessEngine(options, logger, metrics, journal);
        try
        {
            await engine.RecoverAsync(cancellationToken).ConfigureAwait(false);
            await engine.CheckCoreAsync(cancellationToken).ConfigureAwait(false);
            engine._supervising = engine.SuperviseAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken) =>
        _upstream.EvaluateAsync(request, reply, ExplainAsync, cancellationToken);

    /// <inheritdoc/>
    IEngineSession? ISessionEngine.TryOpenSession(bool isRestricted) => _upstream.TryOpenSession(isRestricted);

    /// <summary>Kills the process. Requests under way get the error <c>io</c>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _supervising.ConfigureAwait(false);
        await _upstream.DisposeAsync().ConfigureAwait(false);
        await EndProcessAsync().ConfigureAwait(false);
        // What was in evaluation got an error: the next start has no need of it either, nor its end where it has none.
        if (_journal is not null)
            await SetAsideAsync(_journal, "It was in evaluation when the process was ended.").ConfigureAwait(false);
    }

    /// <summary>Says of a connection that was lost that its process has ended, where it has.</summary>
    private async ValueTask<string> ExplainAsync(RayforceConnectionException exception)
    {
        var process = _process;
        if (exception.Reason != ConnectionErrorReason.Closed)
            return exception.Message;
        await Task.WhenAny(process.Ended, Task.Delay(ExplainTime)).ConfigureAwait(false);
        return process.Ending is { } ending
            ? $"The process that evaluated the request {ending}. It is started again; the request is not sent again, and " +
              "may have changed something or not."
            : exception.Message;
    }

    /// <summary>Replaces the process when it cannot be had back from a request that nobody waits for.</summary>
    private async Task ReplaceIfOverdueAsync(Outstanding.Entry request, RayforceProcess process)
    {
        var wait = _options.OverdueTimeout;
        do
        {
            // Those before it have their own time.
            await request.Answering.WaitAsync(wait, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = LookAgain;
            if (request.Answering.IsCompleted || _stopping.IsCancellationRequested)
                return;
        }
        while (!_upstream.Outstanding.HoldsUp(request));

        _metrics.Replaced.Add(1);
        process.End($"was replaced, because a request went on for {_options.OverdueTimeout} after it had been given up");
    }

    /// <summary>
    /// Waits until the process answers. Where the last request in its journal keeps it from that, and nothing else does,
    /// it starts without it.
    /// </summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RayforceException exception) when (_journal is not null)
        {
            await EndProcessAsync().ConfigureAwait(false);
            await _journal.MendAsync().ConfigureAwait(false);
            if (await _journal.TakeLastAsync().ConfigureAwait(false) is not { } last)
                throw;
            try
            {
                _process = Start();
                await WaitAsync(cancellationToken).ConfigureAwait(false);
                _journal.Keep(last, exception.Message);
            }
            catch
            {
                await EndProcessAsync().ConfigureAwait(false);
                await _journal.PutBackAsync(last).ConfigureAwait(false);
                throw;
            }
        }
    }

    private async Task EndProcessAsync()
    {
        _process.Dispose();
        await _process.Ended.ConfigureAwait(false);
    }

    /// <summary>Waits until the process answers. One that has ended will not.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var (process, began) = (_process, Stopwatch.GetTimestamp());
        while (true)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var connecting = _upstream.ConnectAsync(attempt.Token);
            if (await Task.WhenAny(connecting, process.Ended).ConfigureAwait(false) == process.Ended)
            {
                await attempt.CancelAsync().ConfigureAwait(false);
                var how = await process.Ended.ConfigureAwait(false);
                throw new RayforceException($"{how} A native server of core 2.x is needed.");
            }

            try
            {
                await connecting.ConfigureAwait(false);
                return;
            }
            catch (RayforceConnectionException exception) when (MayStillRead(began, exception))
            {
                // It listens when it has read its data.
            }
            catch (RayforceConnectionException exception)
            {
                throw new RayforceException(
                    $"{_options.Binary} (process {process.Id}) did not answer: {exception.Message} " +
                    "A native server of core 2.x is needed.",
                    exception);
            }
        }
    }

    /// <summary>Whether a process that does not answer yet may be about to: it reads its data first.</summary>
    private bool MayStillRead(long began, RayforceConnectionException exception) =>
        _journal is not null
        && exception.InnerException is not AuthenticationException
        && (_options.RecoveryTimeout == Timeout.InfiniteTimeSpan
            || Stopwatch.GetElapsedTime(began) < _options.RecoveryTimeout);

    /// <summary>
    /// Asks the process which core it is. One before 2.5 dies of some damaged requests, and its restricted mode does not
    /// restrict.
    /// </summary>
    private async Task CheckCoreAsync(CancellationToken cancellationToken)
    {
        using var payload = new PooledBuffer();
        RaySerializer.Serialize(new RayString("(.sys.build)"), payload, WireVersion.V3);
        using var reply = new PooledBuffer();
        var request = new EngineRequest(payload.WrittenMemory, WireVersion.V3);
        await _upstream.EvaluateAsync(request, reply, cancellationToken).ConfigureAwait(false);
        var build = ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3) as RayDict;
        if (build?.TryGetValue("version", out var text) != true
            || !Version.TryParse((text as RayString)?.Value, out var version) || version >= FirstSound)
        {
            return;
        }

        if (_journal is null)
            _upstream.Form = RequestForm.Anew;
        if (_options.Restricted)
        {
            throw new RayforceException(
                $"{_options.Binary} is core {version}, whose restricted mode lets requests out by way of map. " +
                "Take a later one.");
        }
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (true)
            {
                var why = await _process.Ended.WaitAsync(_stopping.Token).ConfigureAwait(false);
                if (_journal is not null)
                    await SetAsideAsync(_journal, why).ConfigureAwait(false);
                if (_process.Age > Settled)
                    _backoff.Reset();
                do
                {
                    var delay = _backoff.Next();
                    _logger.ProcessEnded(why, delay);
                    _metrics.Restarts.Add(1);
                    await Task.Delay(delay, _stopping.Token).ConfigureAwait(false);
                    why = await TryRestartAsync().ConfigureAwait(false);
                }
                while (why is not null);
            }
        }
        catch (OperationCanceledException)
        {
            // The engine is disposed of.
        }
    }

    /// <summary>Sets the request aside in the middle of which the process has ended, where there is one.</summary>
    private async Task SetAsideAsync(ProcessJournal journal, string why)
    {
        var asked = _upstream.Outstanding;
        try
        {
            await asked.SettleAsync(SettleTime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await journal.MendAsync().ConfigureAwait(false);
            await journal.SetAsideAsync(digest => asked.IsLost(digest), why).ConfigureAwait(false);
        }
        catch (RayforceException exception)
        {
            // A start that it keeps from answering finds it again.
            _logger.JournalUntended(_options.Data!, exception.Message);
        }

        asked.Forget();
    }

    /// <returns>Why it did not work; null when it did.</returns>
    private async Task<string?> TryRestartAsync()
    {
        try
        {
            if (_journal is not null)
                await _journal.MendAsync().ConfigureAwait(false);
            _process = Start();
            await RecoverAsync(_stopping.Token).ConfigureAwait(false);
            return null;
        }
        catch (RayforceException exception)
        {
            // One whose port has been taken in the meantime lives on, and would never be asked.
            _process.Dispose();
            return exception.Message;
        }
    }

    private RayforceProcess Start()
    {
        var process = RayforceProcess.Start(_options, _journal?.GetArguments(_options.Sync) ?? []);
        _logger.ProcessStarted(_options.Binary, process.Id, process.Client.Uri.Port);
        return process;
    }
}
