using System.Collections.Immutable;

namespace Rayforce.Rayfall;

/// <summary>
/// Evaluates Rayfall in one environment of global names. Many threads may call it at once: each request sees the
/// globals as they were when it began and its own writes, and publishes these at once when it ends. A request that
/// wrote, while somebody else has published, is evaluated again from the start, alone among writers; so each request is
/// atomic, as on native Rayforce, which evaluates them one after another, and those that only read never wait.
/// </summary>
/// <param name="options">The limits of one request.</param>
public sealed class RayfallInterpreter(RayfallOptions? options = null)
{
    private static readonly TimeSpan CancellationPoll = TimeSpan.FromMilliseconds(50);

    private readonly RayfallOptions _options = options ?? new RayfallOptions();
    private readonly Lock _writer = new();
    private volatile ImmutableDictionary<string, RayObject> _globals =
        ImmutableDictionary.Create<string, RayObject>(StringComparer.Ordinal);

    /// <summary>
    /// Evaluates a request: a String is Rayfall source, whose forms are evaluated in order and whose last one is the
    /// result; a list is a call, an unquoted symbol a name, anything else itself.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="restricted">
    /// Whether what writes or reaches the system is refused with the error <c>access</c>.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation; nothing that it wrote is published then.</param>
    /// <returns>The result and what was printed. An evaluation error is a result: a <see cref="RayError"/>.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Evaluate(
        RayObject request, bool restricted = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var snapshot = _globals;
        var (result, globals) = Run(request, snapshot, restricted, cancellationToken);
        if (!globals.IsChanged)
            return result;

        while (!_writer.TryEnter(CancellationPoll))
            cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!ReferenceEquals(snapshot, _globals))
                (result, globals) = Run(request, _globals, restricted, cancellationToken);
            _globals = globals.Merge();
            return result;
        }
        finally
        {
            _writer.Exit();
        }
    }

    /// <summary>Evaluates a script, as <see cref="Evaluate"/> does with its text.</summary>
    /// <param name="source">Rayfall source.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>The last form's result and what was printed.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public RayfallResult Load(string source, CancellationToken cancellationToken = default) =>
        Evaluate(new RayString(source), restricted: false, cancellationToken);

    private (RayfallResult Result, Globals Globals) Run(
        RayObject request,
        ImmutableDictionary<string, RayObject> snapshot,
        bool restricted,
        CancellationToken cancellationToken)
    {
        var globals = new Globals(snapshot);
        var evaluation = new Evaluation(globals, new Budget(_options, cancellationToken), restricted);
        RayObject value;
        try
        {
            evaluation.Inspect(request);
            value = request is RayString source ? evaluation.EvaluateSource(source.Utf8) : evaluation.Evaluate(request);
            evaluation.Inspect(value);
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

        return (new RayfallResult(value, evaluation.Output), globals);
    }
}
