using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>Asks the engine for a number. One that is busy for longer than the patience here counts as ill.</summary>
internal sealed class EngineHealthCheck(Reception reception, RayServerOptions options) : IHealthCheck
{
    private const WireVersion Version = WireVersion.V3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What an engine gets to end what was cancelled.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _asking;
    private Task<HealthCheckResult>? _evaluating;

    /// <summary>
    /// Everybody who asks at a time shares one request, so that no number of probes takes up the engine.
    /// </summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_asking is null or { IsCompleted: true })
                _asking = Task.Run(AskAsync, CancellationToken.None);
            return _asking.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthCheckResult> AskAsync()
    {
        // An engine that does not even end what was cancelled is not asked again until it has.
        if (_evaluating is null or { IsCompleted: true })
            _evaluating = EvaluateAsync();
        try
        {
            return await _evaluating.WaitAsync(Patience + Grace).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The engine did not answer within {Patience}.");
        }
    }

    private async Task<HealthCheckResult> EvaluateAsync()
    {
        // A number evaluates to itself, in every engine.
        using var request = new PooledBuffer();
        using var reply = new PooledBuffer();
        RaySerializer.Serialize(new RayAtom<long>(1), request, Version);
        using var limit = new CancellationTokenSource(Patience);
        await reception.Engine.EvaluateAsync(
            new EngineRequest(request.WrittenMemory, Version, Restricted: options.Restricted), reply, limit.Token)
            .ConfigureAwait(false);
        return ReplyPayload.Read(reply.WrittenSpan, Version) is RayError error
            ? HealthCheckResult.Unhealthy($"The engine answers with the error {error.Code}. {error.Message}")
            : HealthCheckResult.Healthy(Describe(reception.Engine));
    }

    /// <summary>What those who look after an engine that answers should know; null for nothing.</summary>
    private static string? Describe(IRayEngine engine) =>
        engine is ProcessEngine { RequestSetAside: { } file }
            ? $"A request that had ended the process is set aside in {Path.GetFileName(file)}."
            : null;
}
