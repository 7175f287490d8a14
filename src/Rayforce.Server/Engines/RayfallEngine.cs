using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Engines;

/// <summary>
/// The embedded engine: Rayfall in managed code, one environment for all connections. Requests begin in slots of their
/// own; one that runs for long goes on among the long ones, which take turns, so that short ones are answered meanwhile.
/// </summary>
public sealed class RayfallEngine : IHookedEngine, IExplainingEngine
{
    /// <summary>Requests of no more bytes are decoded in one go: their objects take a hundred times as much at most.</summary>
    private const int QuickRead = 4 * 1024;

    private readonly RayfallInterpreter _interpreter;
    private readonly Lanes _lanes;
    private Journal? _journal;

    /// <summary>Makes an engine.</summary>
    /// <param name="interpreter">What evaluates, for example with a script loaded; null for a fresh one.</param>
    /// <param name="maxConcurrency">
    /// How many short requests are evaluated at once, and beside them how many long ones; 0 for as many as there are
    /// processors. Others wait.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public RayfallEngine(RayfallInterpreter? interpreter = null, int maxConcurrency = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxConcurrency);
        _interpreter = interpreter ?? new RayfallInterpreter();
        _lanes = new Lanes(maxConcurrency > 0 ? maxConcurrency : Environment.ProcessorCount);
    }

    /// <summary>Makes an engine whose data survive: those that are there are read first.</summary>
    /// <param name="options">Where the data lie, and what evaluates.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RayforceException">
    /// Another process has the data open, or the snapshot cannot be read.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    public static async Task<RayfallEngine> OpenAsync(
        RayfallEngineOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var interpreter = options.Interpreter ?? new RayfallInterpreter();
        var engine = new RayfallEngine(interpreter, options.MaxConcurrency);
        if (options.Data is not { } folder)
            return engine;
        try
        {
            var journal = new JournalOptions
            {
                Folder = folder,
                Sync = options.Sync,
                SyncInterval = options.SyncInterval,
                SnapshotAbove = options.SnapshotAbove,
                Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Rayforce.Server"),
            };
            engine._journal = await Journal.OpenAsync(
                journal,
                interpreter,
                (request, restricted) =>
                    interpreter.Evaluate(ListRequest.Prepare(request), restricted, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        // Not on the thread that brought the request, which may have something else to do.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await EvaluateHereAsync(request, reply, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Evaluates as <see cref="EvaluateAsync"/> does, on the thread that asks when there is a slot at once: for as long as
    /// it takes.
    /// </summary>
    internal async ValueTask EvaluateHereAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        Task kept;
        using (var turn = await _lanes.BeginAsync(cancellationToken).ConfigureAwait(false))
            kept = Evaluate(request, reply, turn, cancellationToken);

        // The disk takes its time; the slot is free for others meanwhile.
        if (!kept.IsCompletedSuccessfully)
            await kept.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ExplainAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        using var turn = await _lanes.BeginAsync(cancellationToken).ConfigureAwait(false);
        await Task.Run(() => Explain(request, reply, turn, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<RayObject?> CallAsync(
        RayfallHook hook,
        IReadOnlyList<RayObject> arguments,
        IRayfallClient? client,
        bool restricted,
        CancellationToken cancellationToken)
    {
        if (!_interpreter.HasHook(hook))
            return null;
        using var turn = await _lanes.BeginAsync(cancellationToken).ConfigureAwait(false);
        var context = new RayfallContext { IsRestricted = restricted, Pace = turn, Client = client };
        var result = await Task.Run(
            () => _interpreter.Call(hook, arguments, context, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (result is { Kept.IsCompletedSuccessfully: false } changed)
            await changed.Kept.WaitAsync(cancellationToken).ConfigureAwait(false);
        return result?.Value;
    }

    /// <summary>Closes what keeps the data, after a last snapshot.</summary>
    public async ValueTask DisposeAsync()
    {
        _lanes.Dispose();
        if (_journal is not null)
            await _journal.DisposeAsync().ConfigureAwait(false);
    }

    /// <returns>Completes when the reply may be sent.</returns>
    private Task Evaluate(
        EngineRequest request, IBufferWriter<byte> reply, Turn turn, CancellationToken cancellationToken)
    {
        if (Read(request, reply, turn, out var taken, cancellationToken) is not { } source)
            return Task.CompletedTask;

        var context = new RayfallContext
        {
            IsRestricted = request.Restricted,
            Pace = turn,
            Part = request.Parts is { } parts ? HandOn(parts, turn, request, cancellationToken) : null,
            Client = request.Client,
            MemoryTaken = taken,
        };
        var evaluated = CallHook(request, source, context, cancellationToken)
            // An empty text is null, as natively.
            ?? (source is RayString { Utf8.IsEmpty: true }
                ? new RayfallResult(RayNull.Instance, "")
                : _interpreter.Evaluate(ListRequest.Prepare(source), context, cancellationToken));
        var (value, output) = evaluated;
        var result = !request.Verbose ? value
            : value is RayError error ? error.WithOutput(output)
            : new RayList(output, value);
        ReplyPayload.Write(CheckSize(result, request), reply, request.Version);
        return evaluated.Kept;
    }

    private void Explain(EngineRequest request, IBufferWriter<byte> reply, Turn turn, CancellationToken cancellationToken)
    {
        if (Read(request, reply, turn, out var taken, cancellationToken) is not { } source)
            return;
        var context = new RayfallContext { IsRestricted = request.Restricted, Pace = turn, MemoryTaken = taken };
        var steps = _interpreter.Explain(ListRequest.Prepare(source), context, cancellationToken);
        ReplyPayload.Write(new RayString(steps), reply, request.Version);
    }

    /// <returns>The request; null where its bytes are none, which has been answered.</returns>
    private RayObject? Read(
        EngineRequest request, IBufferWriter<byte> reply, Turn turn, out long taken, CancellationToken cancellationToken)
    {
        taken = 0;
        try
        {
            var options = request.IgnoresTrailingBytes ? RayReadOptions.TrailingBytes : RayReadOptions.None;
            if (request.Payload.Length <= QuickRead)
                return RaySerializer.Deserialize(request.Payload.Span, request.Version, options);
            var budget = new RayReadBudget(
                _interpreter.Options.MaxMemory - request.Payload.Length, Checking(turn, cancellationToken));
            var source = RaySerializer.Deserialize(request.Payload.Span, request.Version, options, budget);
            taken = _interpreter.Options.MaxMemory - budget.Left;
            return source;
        }
        catch (RayforceFormatException exception)
        {
            ReplyPayload.Write(RequestFault.Describe(exception), reply, request.Version);
            return null;
        }
    }

    /// <summary>The answer of the program's own function for requests; nothing where it has none.</summary>
    private RayfallResult? CallHook(
        EngineRequest request, RayObject source, RayfallContext context, CancellationToken cancellationToken)
    {
        var hook = request.IsPost ? RayfallHook.Async : RayfallHook.Sync;
        return request.Client is not null && _interpreter.HasHook(hook)
            ? _interpreter.Call(hook, [source], context, cancellationToken)
            : null;
    }

    private static Action Checking(Turn turn, CancellationToken cancellationToken) => () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        turn.Pass(cancellationToken);
    };

    private static Action<RayTable> HandOn(
        IReplyParts parts, Turn turn, EngineRequest request, CancellationToken cancellationToken) =>
        rows =>
        {
            // What is thrown here is the error limit in place of the rest.
            if (CheckSize(rows, request) is RayError limit)
                throw new OverflowException(limit.Message);
            ReplyPayload.Write(rows, parts, request.Version);
            // A client that takes its time takes nobody's slot: its credits may have come, and its network be stuck.
            turn.Leave();
            try
            {
                parts.Flush(cancellationToken);
            }
            finally
            {
                turn.Enter(cancellationToken);
            }
        };

    /// <summary>Replaces a result that no frame can hold by the error <c>limit</c>.</summary>
    private static RayObject CheckSize(RayObject result, EngineRequest request)
    {
        try
        {
            // A server whose limit is smaller says so itself.
            var most = Math.Max(WireLimits.MaxConnectionPayload, request.MaxReplySize);
            var size = RaySerializer.GetPayloadSize(result, request.Version);
            return size <= most
                ? result
                : new RayError("limit", $"The result takes {size} bytes; a peer takes {most}.");
        }
        catch (ArgumentException)
        {
            return new RayError("limit", $"The result is nested more than {WireLimits.MaxDepth} deep.");
        }
    }
}
