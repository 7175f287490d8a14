using System.Buffers;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Server.Engines;

/// <summary>
/// The embedded engine: Rayfall in managed code, one environment for all connections. Requests begin in slots of their
/// own; one that runs for long goes on among the long ones, which take turns, so that short ones are answered meanwhile.
/// </summary>
public sealed class RayfallEngine : IRayEngine
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
            var budget = new RayReadBudget(_interpreter.Options.MaxMemory, () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                turn.Pass(cancellationToken);
            });
            source = RaySerializer.Deserialize(request.Payload.Span, request.Version, options, budget);
        }
        catch (RayforceFormatException exception)
        {
            ReplyPayload.Write(RequestFault.Describe(exception), reply, request.Version);
            return;
        }

        // An empty text is null, as natively.
        var (value, output) = source is RayString { Utf8.IsEmpty: true }
            ? new RayfallResult(RayNull.Instance, "")
            : _interpreter.Evaluate(
                ListRequest.Prepare(source), request.Restricted, turn, HandOn(request, cancellationToken), cancellationToken);
        var result = !request.Verbose ? value
            : value is RayError error ? error.WithOutput(output)
            : new RayList(output, value);
        ReplyPayload.Write(CheckSize(result, request.Version), reply, request.Version);
    }

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
