using System.Buffers;
using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Server.Engines;

/// <summary>
/// The embedded engine: Rayfall in managed code, one environment for all connections. Requests begin in slots of their
/// own; one that runs for long goes on among the long ones, which take turns, so that short ones are answered meanwhile.
/// </summary>
public sealed class RayfallEngine : IHookedEngine
{
    private readonly RayfallInterpreter _interpreter;
    private readonly Lanes _lanes;

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

    /// <inheritdoc/>
    public async ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        using var turn = await _lanes.BeginAsync(cancellationToken).ConfigureAwait(false);

        // Not on the thread that brought the request: that one has other connections to serve.
        await Task.Run(() => Evaluate(request, reply, turn, cancellationToken), cancellationToken).ConfigureAwait(false);
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
        return await Task.Run(
            () => _interpreter.Call(hook, arguments, context, cancellationToken)?.Value, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _lanes.Dispose();
        return default;
    }

    private void Evaluate(
        EngineRequest request, IBufferWriter<byte> reply, Turn turn, CancellationToken cancellationToken)
    {
        RayObject source;
        try
        {
            var options = request.IgnoresTrailingBytes ? RayReadOptions.TrailingBytes : RayReadOptions.None;
            source = RaySerializer.Deserialize(request.Payload.Span, request.Version, options);
        }
        catch (RayforceFormatException exception)
        {
            ReplyPayload.Write(new RayError("domain", exception.Message), reply, request.Version);
            return;
        }

        var context = new RayfallContext
        {
            IsRestricted = request.Restricted,
            Pace = turn,
            Part = HandOn(request, cancellationToken),
            Client = request.Client,
        };
        var (value, output) = CallHook(request, source, context, cancellationToken)
            // An empty text is null, as natively.
            ?? (source is RayString { Utf8.IsEmpty: true }
                ? new RayfallResult(RayNull.Instance, "")
                : _interpreter.Evaluate(ListRequest.Prepare(source), context, cancellationToken));
        var result = !request.Verbose ? value
            : value is RayError error ? error.WithOutput(output)
            : new RayList(output, value);
        ReplyPayload.Write(CheckSize(result, request.Version), reply, request.Version);
    }

    /// <summary>The answer of the program's own function for requests; nothing where it has none.</summary>
    private RayfallResult? CallHook(
        EngineRequest request, RayObject source, RayfallContext context, CancellationToken cancellationToken) =>
        request.Client is null
            ? null
            : _interpreter.Call(
                request.IsPost ? RayfallHook.Async : RayfallHook.Sync, [source], context, cancellationToken);

    private static Action<RayTable>? HandOn(EngineRequest request, CancellationToken cancellationToken)
    {
        if (request.Parts is not { } parts)
            return null;
        return rows =>
        {
            ReplyPayload.Write(rows, parts, request.Version);
            parts.Flush(cancellationToken);
        };
    }

    /// <summary>Replaces a result that no frame can hold by the error <c>limit</c>.</summary>
    private static RayObject CheckSize(RayObject result, WireVersion version)
    {
        try
        {
            var size = RaySerializer.GetPayloadSize(result, version);
            return size <= WireLimits.MaxConnectionPayload
                ? result
                : new RayError(
                    "limit", $"The result takes {size} bytes; a peer takes {WireLimits.MaxConnectionPayload}.");
        }
        catch (ArgumentException)
        {
            return new RayError("limit", $"The result is nested more than {WireLimits.MaxDepth} deep.");
        }
    }
}
