using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Clients;
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
    private readonly RayfallOptions _options;
    private readonly GrantedFolder? _folder;
    private readonly Workers _workers;
    private readonly SharedGlobals _globals;
    private readonly CodeCache _code = new();
    private readonly Evaluating _evaluateRequest;

    /// <summary>What the last request was evaluated with, for the next one.</summary>
    private Machine? _spare;

    /// <summary>Makes an interpreter with nothing bound.</summary>
    /// <param name="options">The limits of one request.</param>
    public RayfallInterpreter(RayfallOptions? options = null)
    {
        _options = options ?? new RayfallOptions();
        _evaluateRequest = EvaluateRequest;
        _globals = new SharedGlobals(_options.MaxGlobals);
        _folder = _options.Files is { } files ? new GrantedFolder(files) : null;
        var workers = _options.MaxConcurrency > 0 ? _options.MaxConcurrency : Environment.ProcessorCount;
        _workers = workers == 1 ? Workers.One : new Workers(workers);
    }

    /// <summary>The limits of one request.</summary>
    public RayfallOptions Options => _options;

    /// <summary>
    /// Where changes are kept before others see them. Default null: nowhere, they end with the interpreter. To be set
    /// while nothing is evaluated.
    /// </summary>
    public IRayfallJournal? Journal
    {
        get;
        set
        {
            field = value;
            _globals.Keeper = value is null ? null : new JournalKeeper(value);
        }
    }

    /// <summary>All globals as they are now.</summary>
    public RayfallGlobals Globals => new(_globals.Current);

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
        var symbols = new Symbols(_globals.Head.Symbols, budget);
        var wire = new FromWire(symbols, budget, static name => BuiltinTable.Instance.Find(name));
        var restored = new Globals();
        restored.Begin(_globals.Head, symbols, budget);
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
            _globals.Restore(symbols, budget, written);
    }

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
        return Evaluate(request, new RayfallContext { IsRestricted = restricted }, cancellationToken);
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
        Evaluate(request, new RayfallContext { IsRestricted = restricted, Pace = pace }, cancellationToken);

    /// <summary>Evaluates a request in somebody's name.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">In whose name, and how.</param>
    /// <param name="cancellationToken">
    /// Ends the evaluation; nothing that it wrote is published then, but for what it wrote before it asked a client.
    /// </param>
    /// <returns>
    /// The result and what was printed, without the rows that were handed on in parts; also an error may come after
    /// some. An evaluation error is a result: a <see cref="RayError"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Evaluate(
        RayObject request, RayfallContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        return RunAndPublish(_evaluateRequest, request, context, cancellationToken);
    }

    /// <summary>Whether a hook is bound to a function.</summary>
    /// <param name="hook">The hook.</param>
    public bool HasHook(RayfallHook hook)
    {
        var snapshot = _globals.Current;
        return snapshot.Symbols.Find(Hooks.NameOf(hook)) is >= 0 and var name
            && snapshot.Values.TryGetValue(name, out var bound) && bound.Datum is Lambda;
    }

    /// <summary>Calls the function that is bound to a hook, as a request is evaluated.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="arguments">What it gets, unevaluated.</param>
    /// <param name="context">In whose name, and how.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>
    /// What it gave, of <see cref="RayfallHook.Auth"/> whether that counts as true, and what was printed; null where no
    /// function is bound to the hook.
    /// </returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult? Call(
        RayfallHook hook,
        IReadOnlyList<RayObject> arguments,
        RayfallContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        if (!HasHook(hook))
            return null;
        var isBound = true;
        var result = RunAndPublish(Run, request: null, context, cancellationToken);
        return isBound ? result : null;

        Value Run(Machine machine, RayObject? request, Action<TableValue>? part)
        {
            var function = machine.FindHook(hook);
            isBound = function is not null;
            var wire = new FromWire(machine.Symbols, machine.Budget, machine.FindBuiltin);
            if (function is null)
                return Value.Null;
            machine.NoteVolatile();
            var result = machine.Apply(new Value(function), [.. arguments.Select(wire.Convert)]);
            return hook == RayfallHook.Auth ? Value.Bool(Truth.Of(result)) : result;
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
        RayObject request, bool restricted = false, CancellationToken cancellationToken = default) =>
        Explain(request, new RayfallContext { IsRestricted = restricted }, cancellationToken);

    /// <summary>
    /// Evaluates a request as <see cref="Evaluate(RayObject, RayfallContext, CancellationToken)"/> does, publishes
    /// nothing, and says how it was evaluated.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="context">In whose name, and how; nothing is handed on in parts.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <inheritdoc cref="Explain(RayObject, bool, CancellationToken)" path="/*[self::exception or self::returns]"/>
    public string Explain(RayObject request, RayfallContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var machine = TakeMachine();
        machine.Transaction.Begin(request, isRestricted: true, pace: null, cancellationToken);
        Evaluation run;
        try
        {
            run = Run(
                _evaluateRequest,
                request,
                machine,
                context with { Part = null },
                cancellationToken,
                isExplained: true);
        }
        finally
        {
            Keep(machine);
        }

        return run.Explanation + run.Result.Value switch
        {
            RayError error => $"gives the error {error.Code}: {error.Message}\n",
            RayTable table => $"gives a table of {table.RowCount} rows and {table.Columns.Count} columns\n",
            RayVector vector => $"gives {vector.Count} values\n",
            _ => "gives one value\n",
        };
    }

    /// <summary>Runs a request to its end, once more where somebody else has published meanwhile.</summary>
    private RayfallResult RunAndPublish(
        Evaluating evaluate,
        RayObject? request,
        RayfallContext context,
        CancellationToken cancellationToken)
    {
        var machine = TakeMachine();
        machine.Transaction.Begin(request, context.IsRestricted, context.Pace, cancellationToken);
        try
        {
            return RunAndPublish(machine, evaluate, request, context, cancellationToken);
        }
        finally
        {
            Keep(machine);
        }
    }

    private RayfallResult RunAndPublish(
        Machine machine,
        Evaluating evaluate,
        RayObject? request,
        RayfallContext context,
        CancellationToken cancellationToken)
    {
        var hasHandedOn = false;
        var first = context.Part is not { } part
            ? context
            : context with
            {
                Part = rows =>
                {
                    hasHandedOn = true;
                    part(rows);
                },
            };
        var tried = TryRun(evaluate, request, machine, first, cancellationToken);
        // What has been handed on cannot be taken back: the rows would come twice.
        if (tried is null && hasHandedOn)
            return new RayfallResult(new RayError(Fault.LimitCode, "others changed what it writes meanwhile: ask again"), "");
        var run = tried ?? Run(evaluate, request, machine, context with { Part = null }, cancellationToken);
        return Finish(run.Result.Binding(machine.Transaction.Bound), run.Journaling, machine.Transaction.Kept);
    }

    private Machine TakeMachine() =>
        Interlocked.Exchange(ref _spare, null) ?? new Machine(_options.MaxCalls, _workers, _folder, _globals);

    private void Keep(Machine machine)
    {
        machine.Transaction.End();
        Volatile.Write(ref _spare, machine);
    }

    /// <summary>A result that is told of when what came before it is kept, and what it asks of the journal done.</summary>
    private RayfallResult Finish(RayfallResult result, Journaling? asked, Task kept)
    {
        if (Journal is not { } journal || asked is null or { Syncs: false, Snapshots: false })
            return kept.IsCompletedSuccessfully ? result : result with { Kept = kept };
        return result with { Kept = DoAsync(journal, asked, kept) };
    }

    private static async Task DoAsync(IRayfallJournal journal, Journaling asked, Task kept)
    {
        await kept.ConfigureAwait(false);
        if (asked.Snapshots)
            await journal.SnapshotAsync().ConfigureAwait(false);
        if (asked.Syncs)
            await journal.SyncAsync().ConfigureAwait(false);
    }

    /// <returns>The evaluation, whose writes are everybody's; null where it is to begin again.</returns>
    private Evaluation? TryRun(
        Evaluating evaluate,
        RayObject? request,
        Machine machine,
        RayfallContext context,
        CancellationToken cancellationToken)
    {
        try
        {
            return Run(evaluate, request, machine, context, cancellationToken);
        }
        catch (StaleException)
        {
            return null;
        }
    }

    /// <exception cref="StaleException">It is to begin again.</exception>
    private Evaluation Run(
        Evaluating evaluate,
        RayObject? request,
        Machine machine,
        RayfallContext context,
        CancellationToken cancellationToken,
        bool isExplained = false)
    {
        var budget = new Budget(_options.MaxMemory, _options.MaxSteps, cancellationToken, context.Pace);
        var journaling = Journal is { } journal ? new Journaling(journal.Validate) : null;
        var client = context.Part is null ? context.Client : null;
        machine.Begin(budget, context.IsRestricted, client, journaling, isExplained);
        try
        {
            var value = Evaluate(evaluate, machine, request, context);
            var isDeterministic = !machine.HasRunVolatile && value is not RayError { Code: Fault.LimitCode };
            if (machine.Written is { } written && !context.IsRestricted && !isExplained)
                value = Publish(machine, written, isDeterministic) ?? value;
            var result = new RayfallResult(value, Encoding.UTF8.GetString(machine.Output.Span))
            {
                IsDeterministic = isDeterministic,
            };
            return new Evaluation(result, journaling, machine.Explanation?.ToString());
        }
        finally
        {
            machine.End();
        }
    }

    /// <summary>The value, or the error that comes in its place.</summary>
    private static RayObject Evaluate(Evaluating evaluate, Machine machine, RayObject? request, RayfallContext context)
    {
        try
        {
            machine.Budget.Charge(context.MemoryTaken);
            var part = context.Part;
            var wire = new ToWire(machine.Symbols, machine.Budget);
            return wire.Convert(evaluate(machine, request, part is null ? null : Converting(wire, part)));
        }
        catch (Exception e) when (ToError(e) is { } error)
        {
            return error;
        }
    }

    private static Action<TableValue> Converting(ToWire wire, Action<RayTable> part) =>
        rows => part((RayTable)wire.Convert(new Value(rows)));

    /// <summary>Publishes what a request has bound.</summary>
    /// <returns>The error that comes in the place of its value; null where there is none.</returns>
    /// <exception cref="StaleException">It is to begin again.</exception>
    private static RayError? Publish(
        Machine machine, IReadOnlyDictionary<int, Value> written, bool isDeterministic)
    {
        try
        {
            if (!machine.Transaction.TryClaim())
                throw new StaleException();
            machine.Transaction.Publish(machine.Symbols, machine.Budget, written, isDeterministic);
            return null;
        }
        catch (Exception e) when (ToError(e) is { } error)
        {
            return error;
        }
    }

    private static RayError? ToError(Exception exception) => exception switch
    {
        RayfallException fault => fault.ToError(),
        // The limits count elements; what lies behind them, texts above all, may still be more than there is room for.
        // And what nests too deep is refused as it is made.
        OverflowException or OutOfMemoryException or TooDeepException =>
            new RayError(Fault.LimitCode, exception.Message),
        _ => null,
    };

    private Value EvaluateRequest(Machine machine, RayObject? request, Action<TableValue>? part)
    {
        return request is RayString source
            ? machine.RunRequest(source.Utf8, _code, part)
            : machine.Run(new FromWire(machine.Symbols, machine.Budget, machine.FindBuiltin).Convert(request!), part);
    }

    /// <summary>Evaluates something on a machine, whose rows may be handed on in parts.</summary>
    private delegate Value Evaluating(Machine machine, RayObject? request, Action<TableValue>? part);

    private readonly record struct Evaluation(RayfallResult Result, Journaling? Journaling, string? Explanation);

    /// <summary>A host's journal, as the globals know it.</summary>
    private sealed class JournalKeeper(IRayfallJournal journal) : IChangeKeeper
    {
        public bool HasLost => journal.HasLost;

        public void Recover() => journal.Recover();

        public Task AppendAsync(Change change, Action publish) => journal.AppendAsync(
            new RayfallChange(
                change.Request ?? RayNull.Instance, change.IsDeterministic, change.Names, new RayfallGlobals(change.Globals)),
            publish);
    }
}
