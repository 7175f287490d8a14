using Rayforce.Rayfall;

namespace Rayforce.Cli.Sessions;

/// <summary>An embedded engine, which ends with the session.</summary>
internal sealed class EmbeddedSession(RayfallInterpreter interpreter) : ISession
{
    /// <inheritdoc/>
    public string Name => "the embedded engine";

    /// <inheritdoc/>
    public Task<SessionReply> EvaluateAsync(string source, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var (value, printed) = interpreter.Evaluate(
                new RayString(source), cancellationToken: cancellationToken);
            return new SessionReply(value, printed);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ExplainAsync(string source, CancellationToken cancellationToken) => Task.Run(
        string? () => interpreter.Explain(new RayString(source), cancellationToken: cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
