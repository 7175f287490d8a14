namespace Rayforce.Cli.Sessions;

/// <summary>Where somebody's expressions are evaluated, one after another.</summary>
internal interface ISession : IAsyncDisposable
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Evaluates Rayfall source.</summary>
    /// <exception cref="RayforceException">There is no reply to be had.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the session goes on.</exception>
    Task<SessionReply> EvaluateAsync(string source, CancellationToken cancellationToken);

    /// <summary>Says how Rayfall source would be evaluated; null where that cannot be found out.</summary>
    /// <exception cref="RayforceException">There is no reply to be had.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<string?> ExplainAsync(string source, CancellationToken cancellationToken);
}
