using System.Text;
using Rayforce.Ipc;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Files;
using Rayforce.Rayfall.Interpreting;
using Rayforce.Rayfall.Types;
using Rayforce.Rayfall.Wire;

namespace Rayforce.Rayfall;

/// <summary>
/// Evaluates Rayfall in one environment of global names. Many threads may call it at once: each request sees the
/// globals as they were when it began and its own writes, and publishes these at once when it ends. A request that
/// wrote, while somebody else has published, is evaluated again from the start, alone among writers; so each request is
/// atomic, as on native Rayforce, which evaluates them one after another, and those that only read never wait. With a
/// <see cref="Journal"/> the others see it only when it is kept.
/// </summary>
public sealed class RayfallInterpreter
{
    /// <summary>How deep a value may nest that is kept: it stands in a snapshot's dict, and in calls of an entry.</summary>
    private const int DeepestKept = WireLimits.MaxDepth - 4;

    private static readonly TimeSpan CancellationPoll = TimeSpan.FromMilliseconds(50);

    private readonly RayfallOptions _options;
    private readonly GrantedFolder? _folder;
    private readonly Workers _workers;
    private readonly Lock _writer = new();
    private volatile Snapshot _snapshot = Snapshot.Empty;

    /// <summary>What the next writer goes on from: with changes that are not kept yet, and seen by nobody.</summary>
    private Snapshot _head;
    private Task _kept = Task.CompletedTask;

    /// <summary>Makes an interpreter with nothing bound.</summary>
    /// <param name="options">The limits of one request.</param>
    public RayfallInterpreter(RayfallOptions? options = null)
    {
        _options = options ?? new RayfallOptions();
        _folder = _options.Files is { } files ? new GrantedFolder(files) : null;
        var workers = _options.MaxConcurrency > 0 ? _options.MaxConcurrency : Environment.ProcessorCount;
        _workers = workers == 1 ? Workers.One : new Workers(workers);
        _head = _snapshot;
    }

    /// <summary>
    /// Where changes are kept before others see them. Default null: nowhere, they end with the interpreter. To be set
    /// while nothing is evaluated.
    /// </summary>
    public IRayfallJournal? Journal { get; set; }

    /// <summary>All globals as they are now.</summary>
    public RayfallGlobals Globals => new(_snapshot);

    /// <summary>
    /// Binds names to values that were kept, as they are: nothing is evaluated, no limit counts and no journal hears of
    /// it. To be called while nothing is evaluated.
    /// </summary>
    /// <param name="globals">Names and values.</param>
    /// <exception cref="ArgumentException">A value is none that this engine has.</exception>
    public void Restore(IEnumerable<KeyValuePair<RaySymbol, RayObject>> globals)
    {
        ArgumentNullException.ThrowIfNull(globals);
        var budget = new Budget(long.MaxValue, long.MaxValue, CancellationToken.None);
        var symbols = new Symbols(_head.Symbols, budget);
        var wire = new FromWire(symbols, budget, static name => BuiltinTable.Instance.Find(name));
        var restored = new Globals(_head);
        foreach (var (name, value) in globals)
        {
            ArgumentNullException.ThrowIfNull(name);
            try
            {
                restored.Set(symbols.Intern(name.Utf8), wire.Convert(value));
            }
            catch (RayfallException e)
            {
                throw new ArgumentException($"{name.Name}: {e.Message}", nameof(globals), e);
            }
        }

        if (restored.Written is { } written)
            _snapshot = _head = new Publication(symbols, budget).Merge(_head, written, long.MaxValue);
    }

    /// <summary>The limits of one request.</summary>
    public RayfallOptions Options => _options;

    /// <summary>
    /// Evaluates a request: a String is Rayfall source, whose forms are evaluated in order and whose last one is the
    /// result; a list is a call, an unquoted symbol a name, anything else itself.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="restricted">
    /// Whether what writes or reaches the system is refused with the error <c>access</c>; nothing is published then.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation; nothing that it wrote is published then.</param>
    /// <returns>The result and what was printed. An evaluation error is a result: a <see cref="RayError"/>.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Evaluate(
        RayObject request, bool restricted = false, CancellationToken cancellationToken = default)
    {
        return Evaluate(request, restricted, pace: null, cancellationToken);
    }

    /// <summary>Evaluates a request at the pace that the host sets.</summary>
    /// <param name="request">The request.</param>
    /// <param name="restricted">Whether what writes or reaches the system is refused.</param>
    /// <param name="pace">Holds the request up now and then; null for nobody.</param>
    /// <param name="cancellationToken">Ends the evaluation; nothing that it wrote is published then.</param>
    /// <returns>The result and what was printed. An evaluation error is a result: a <see cref="RayError"/>.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Evaluate(
        RayObject request, bool restricted, IRayfallPace? pace, CancellationToken cancellationToken = default) =>
        Evaluate(request, restricted, pace, part: null, cancellationToken);

    /// <summary>
    /// Evaluates a request, and hands its result on in parts where it is a table that can be: that of a <c>select</c>
    /// which neither groups nor sorts, and whose rows do not depend on each other.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="restricted">Whether what writes or reaches the system is refused.</param>
    /// <param name="pace">Holds the request up now and then; null for nobody.</param>
    /// <param name="part">
    /// Gets rows of the result, in their order, before those behind them are computed; all parts have the same columns.
    /// It is called on the thread that evaluates, which goes on when it returns.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>The result without the rows that were handed on; also an error may come after some.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Evaluate(
        RayObject request,
        bool restricted,
        IRayfallPace? pace,
        Action<RayTable>? part,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var snapshot = _snapshot;
        var run = Run(request, snapshot, restricted, pace, cancellationToken, part: part);
        if (run.Globals.Written is null || restricted)
            return Finish(run.Result, run.Journaling, Task.CompletedTask);

        EnterWriter(pace, cancellationToken);
        try
        {
            if (Journal is { HasLost: true } && TryRecover() is { } failure)
                return run.Result with { Value = failure };
            if (!ReferenceEquals(snapshot, _head))
                run = Run(request, _head, restricted, pace, cancellationToken);
            var result = run.Globals.Written is { } written ? Publish(request, run, written) : run.Result;
            return Finish(result, run.Journaling, _kept);
        }
        finally
        {
            _writer.Exit();
        }
    }

    /// <summary>Evaluates a script, as <see cref="Evaluate(RayObject, bool, CancellationToken)"/> does with its text.</summary>
    /// <param name="source">Rayfall source.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>The last form's result and what was printed.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Load(string source, CancellationToken cancellationToken = default) =>
        Evaluate(new RayString(source), restricted: false, cancellationToken);

    /// <summary>
    /// Evaluates a request as <see cref="Evaluate(RayObject, bool, CancellationToken)"/> does, publishes nothing, and
    /// says how it was evaluated.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="restricted">Whether what writes or reaches the system is refused.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>
    /// A line for each step of each query, those of a query indented below it: the rows that are left, by what means
    /// they are grouped, and which outputs are computed by blocks, one value a group, or as a whole. The last line says
    /// what the request gives.
    /// </returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public string Explain(
        RayObject request, bool restricted = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = Run(request, _snapshot, restricted, pace: null, cancellationToken, isExplained: true);
        return run.Explanation + run.Result.Value switch
        {
            RayError error => $"gives the error {error.Code}: {error.Message}\n",
            RayTable table => $"gives a table of {table.RowCount} rows and {table.Columns.Count} columns\n",
            RayVector vector => $"gives {vector.Count} values\n",
            _ => "gives one value\n",
        };
    }

    /// <summary>Waits until the request may publish, alone among those that write.</summary>
    private void EnterWriter(IRayfallPace? pace, CancellationToken cancellationToken)
    {
        if (_writer.TryEnter())
            return;
        pace?.Leave();
        while (!_writer.TryEnter(CancellationPoll))
            cancellationToken.ThrowIfCancellationRequested();
        try
        {
            pace?.Enter(cancellationToken);
        }
        catch
        {
            _writer.Exit();
            throw;
        }
    }

    /// <summary>Goes back to what is kept, as the journal does.</summary>
    /// <returns>Why that cannot be done; null when it is.</returns>
    private RayError? TryRecover()
    {
        try
        {
            Journal!.Recover();
            (_head, _kept) = (_snapshot, Task.CompletedTask);
            return null;
        }
        catch (IOException e)
        {
            return new RayError("io", e.Message);
        }
    }

    private RayfallResult Publish(RayObject request, Evaluation run, IReadOnlyDictionary<int, Value> written)
    {
        try
        {
            var depth = Journal is null ? int.MaxValue : DeepestKept;
            var merged = new Publication(run.Symbols, run.Budget, depth).Merge(_head, written, _options.MaxGlobals);
            if (Journal is { } journal)
            {
                RaySymbol[] symbols = [.. written.Keys.Select(name => new RaySymbol(run.Symbols.Utf8(name)))];
                symbols.AsSpan().Sort(static (left, right) => left.Utf8.SequenceCompareTo(right.Utf8));
                var change = new RayfallChange(
                    request, run.Result.IsDeterministic, symbols, new RayfallGlobals(merged));
                _kept = journal.AppendAsync(change, () => _snapshot = merged);
            }
            else
                _snapshot = merged;

            _head = merged;
            var names = written.Keys.Select(run.Symbols.Text).ToArray();
            names.AsSpan().Sort(StringComparer.Ordinal);
            return run.Result with { Bound = names };
        }
        catch (RayfallException e)
        {
            return run.Result with { Value = e.ToError() };
        }
        catch (IOException e)
        {
            return run.Result with { Value = new RayError("io", e.Message) };
        }
        catch (ArgumentException e)
        {
            return run.Result with { Value = new RayError(Fault.LimitCode, e.Message) };
        }
    }

    /// <summary>A result that is told of when what came before it is kept, and what it asks of the journal done.</summary>
    private RayfallResult Finish(RayfallResult result, Journaling? asked, Task kept)
    {
        if (Journal is not { } journal || asked is null or { Syncs: false, Snapshots: false })
            return kept.IsCompletedSuccessfully ? result : result with { Kept = kept };
        return result with { Kept = DoAsync() };

        async Task DoAsync()
        {
            await kept.ConfigureAwait(false);
            if (asked.Snapshots)
                await journal.SnapshotAsync().ConfigureAwait(false);
            if (asked.Syncs)
                await journal.SyncAsync().ConfigureAwait(false);
        }
    }

    private Evaluation Run(
        RayObject request, Snapshot snapshot, bool restricted, IRayfallPace? pace, CancellationToken cancellationToken,
        bool isExplained = false, Action<RayTable>? part = null)
    {
        var budget = new Budget(_options.MaxMemory, _options.MaxSteps, cancellationToken, pace is null ? null : pace.Pass);
        var symbols = new Symbols(snapshot.Symbols, budget);
        var globals = new Globals(snapshot);
        var journaling = Journal is { } journal ? new Journaling(journal.Validate) : null;
        var machine = new Machine(
            _options.MaxCalls, budget, _workers, symbols, globals, restricted, _folder, journaling)
        {
            Explanation = isExplained ? new Explanation(budget, symbols) : null,
        };
        RayObject value;
        try
        {
            var wire = new ToWire(symbols, budget);
            Action<TableValue>? handOn = part is null ? null : rows => part((RayTable)wire.Convert(new Value(rows)));
            value = wire.Convert(Evaluate(machine, request, handOn));
        }
        catch (RayfallException e)
        {
            value = e.ToError();
        }
        catch (Exception e) when (e is OverflowException or OutOfMemoryException or TooDeepException)
        {
            // The limits count elements; what lies behind them, texts above all, may still be more than there is room
            // for. And what nests too deep is refused as it is made.
            value = new RayError("limit", e.Message);
        }

        var result = new RayfallResult(value, Encoding.UTF8.GetString(machine.Output.Span))
        {
            IsDeterministic = !machine.HasRunVolatile && value is not RayError { Code: Fault.LimitCode },
        };
        return new Evaluation(result, globals, symbols, budget, journaling, machine.Explanation?.ToString());
    }

    private static Value Evaluate(Machine machine, RayObject request, Action<TableValue>? part)
    {
        return request is RayString source
            ? machine.Run(source.Utf8, part)
            : machine.Run(new FromWire(machine.Symbols, machine.Budget, machine.FindBuiltin).Convert(request), part);
    }

    private sealed record Evaluation(
        RayfallResult Result,
        Globals Globals,
        Symbols Symbols,
        Budget Budget,
        Journaling? Journaling,
        string? Explanation);
}
