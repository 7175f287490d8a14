namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// A host's say in when a request runs: it may hold up one that has run for long, so that others get their turn. It is
/// called on the thread that evaluates.
/// </summary>
public interface IRayfallPace
{
    /// <summary>Called again and again, many times in a second. Returns when the request may go on.</summary>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    void Pass(CancellationToken cancellationToken);

    /// <summary>The request is about to wait for another one, which writes, and needs no processor until it goes on.</summary>
    void Leave();

    /// <summary>The request has waited. Returns when it may go on.</summary>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    void Enter(CancellationToken cancellationToken);
}
